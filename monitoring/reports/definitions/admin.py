"""The Office defines the reports that come back with every period, and sees when the next is due."""

import datetime

from django.contrib import admin, messages
from django.db.models import CharField, OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from simple_history.admin import SimpleHistoryAdmin

from metropolis.jobs.models import Job
from metropolis.ui.dates import short_date
from monitoring.reports.scope_forms import without_signs
from monitoring.values.refusals import Refused
from strategy.indicators.periods import latest_ended

from .admin_forms import DefinitionForm
from .calendar import due_day, next_due
from .models import ReportDefinition, ScheduledRun
from .opening import not_opened, run_now


@admin.register(ReportDefinition)
class ReportDefinitionAdmin(SimpleHistoryAdmin):
    """Definitions of reports, each with its next day and what became of its last report."""

    form = DefinitionForm
    change_form_template = "monitoring/reports/definition_change_form.html"
    list_display = ["name", "about", "next_day", "last_report", "last_result"]
    list_filter = ["is_active", "kind"]
    list_select_related = ["area", "municipality"]
    search_fields = ["name", "title_pl", "title_en"]
    actions = ["run_selected"]
    fieldsets = [
        (None, {"fields": ["name", "is_active"]}),
        (gettext_lazy("What it is about"), {"fields": ["kind", "area", "municipality"]}),
        (gettext_lazy("When it is made"), {"fields": ["frequency", "lead_days", "starts_on"]}),
        (gettext_lazy("What is in it"), {"fields": ["title_pl", "title_en", "languages", "chapters"]}),
        (gettext_lazy("Who is told"), {"fields": ["recipients", "emails"]}),
    ]

    class Media:
        css = {"all": ["css/report-admin.css"]}

    def get_queryset(self, request):
        """With the last report that each opened, and the state of its last build."""
        opened = ScheduledRun.objects.filter(report__isnull=False).order_by("-opened_at", "-pk")
        last = opened.filter(definition=OuterRef("pk")).values("report")[:1]
        key = Concat(Value("report:"), Cast(OuterRef("last_id"), CharField()))
        jobs = Job.objects.filter(key=key).order_by("-created_at", "-pk")
        definitions = super().get_queryset(request).annotate(last_id=Subquery(last))
        runs = opened.select_related("report").defer("report__snapshot")
        return definitions.annotate(job_state=Subquery(jobs.values("state")[:1])).prefetch_related(
            Prefetch("runs", runs, to_attr="opened")
        )

    def get_changeform_initial_data(self, request):
        titles = {"title_pl": "Raport z postępów za {period}", "title_en": "Progress report for {period}"}
        return {**titles, "recipients": [request.user.pk], **super().get_changeform_initial_data(request)}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Without the signs for adding and changing: areas and municipalities have pages of their own."""
        return without_signs(super().formfield_for_dbfield(db_field, request, **kwargs))

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def about(self, definition):
        kind = definition.get_kind_display()
        return f"{kind}: {definition.scope.name}" if definition.scope else kind

    @admin.display(description=gettext_lazy("next report"))
    def next_day(self, definition):
        if not definition.is_active:
            return pgettext("definition", "switched off")
        seen = outlook(definition, timezone.localdate())
        words = {"day": short_date(seen["next_day"]), "period": seen["next_period"]}
        return _("%(day)s, on %(period)s") % words

    @admin.display(description=gettext_lazy("last report"))
    def last_report(self, definition):
        if not definition.opened:
            return _("none yet")
        report = definition.opened[0].report
        return format_html('<a href="{}">{}</a>', report.get_working_url(), report.title)

    @admin.display(description=gettext_lazy("result"))
    def last_result(self, definition):
        if not definition.opened:
            return ""
        report, job = definition.opened[0].report, definition.job_state
        if job in Job.OPEN:
            return _("being built")
        if job == Job.State.FAILED and not report.is_published:
            return _("the last build failed")
        return report.get_state_display()

    @admin.action(description=gettext_lazy("Make the report of the last period now"), permissions=["change"])
    def run_selected(self, request, definitions):
        for definition in definitions:
            self._run(request, definition)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """The page says when the next report comes, and which one "run now" makes."""
        if obj is not None:
            today = timezone.localdate()
            overdue = not_opened(obj, today) if obj.is_active else []
            context |= {**outlook(obj, today), "overdue": [period.label for period in overdue]}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_add(self, request, obj, post_url_continue=None):
        return self._after(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._after(request, obj) or super().response_change(request, obj)

    def _after(self, request, definition):
        """The button beside "save" makes the report and leads to where its build can be watched."""
        if "_run" not in request.POST:
            return None
        report = self._run(request, definition)
        if report is None:
            return redirect("admin:monitoring_reportdefinition_change", definition.pk)
        return redirect(report.get_working_url())

    def _run(self, request, definition):
        try:
            report = run_now(definition, by=request.user)
        except Refused as refusal:
            messages.error(request, f"{definition}: {refusal}")
            return None
        messages.success(request, _("%(report)s is being built.") % {"report": report})
        return report


def outlook(definition: ReportDefinition, today: datetime.date) -> dict:
    """What the form says about the days to come: the next report, and the one of "run now"."""
    start = max(today, definition.starts_on - datetime.timedelta(days=1))
    period = next_due(definition, start)
    return {
        "next_day": due_day(definition, period) if definition.is_active else None,
        "next_period": period.label,
        "now_period": latest_ended(today, definition.frequency).label,
    }
