"""The Office defines reports and starts their building; the rest happens on the working page."""

from django.contrib import admin, messages
from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from metropolis.jobs.models import Job
from monitoring.values.refusals import Refused

from .admin_forms import ReportForm, suggested
from .models import ProgressReport
from .publishing import start_build
from .scope_forms import without_signs

JOB_FACTS = ("pk", "state", "progress_share")


@admin.register(ProgressReport)
class ProgressReportAdmin(admin.ModelAdmin):
    """Reports. A published one is only looked at."""

    form = ReportForm
    change_form_template = "monitoring/reports/admin_change_form.html"
    list_display = ["title_pl", "kind", "period", "as_of", "state", "last_build", "working_page"]
    list_filter = ["state", "kind"]
    search_fields = ["title_pl", "title_en", "slug", "period"]
    list_select_related = ["area", "municipality"]
    actions = ["build_selected"]

    class Media:
        css = {"all": ["css/report-admin.css"]}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Without the signs for adding and changing: areas and municipalities have pages of their own."""
        return without_signs(super().formfield_for_dbfield(db_field, request, **kwargs))

    def get_queryset(self, request):
        """Each with its last build."""
        key = Concat(Value("report:"), Cast(OuterRef("pk"), CharField()))
        jobs = Job.objects.filter(key=key).order_by("-created_at", "-pk")
        last = {f"job_{name}": Subquery(jobs.values(name)[:1]) for name in JOB_FACTS}
        return super().get_queryset(request).annotate(**last)

    def get_changeform_initial_data(self, request):
        return suggested() | super().get_changeform_initial_data(request)

    def get_readonly_fields(self, request, obj=None):
        fields = list(ReportForm.Meta.fields)
        if obj is None:
            return []
        made = ["definition", "state", "last_build", "built_at", "published_at"]
        return [*fields, *made] if obj.is_published else ["slug", *made]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def has_change_permission(self, request, obj=None):
        is_frozen = obj is not None and obj.is_published
        return not is_frozen and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("last build"))
    def last_build(self, report):
        """How far it is, or how it ended, with the way to its log."""
        if report.job_pk is None:
            return _("none yet")
        address = reverse("job", args=[report.job_pk])
        state = Job.State(report.job_state).label
        if report.job_state != Job.State.RUNNING:
            return format_html('<a href="{}">{}</a>', address, state)
        percent = (report.job_progress_share or 0) // 10
        bar = '<a href="{}">{}</a> <progress max="100" value="{}" aria-label="{}"></progress> {}%'
        return format_html(bar, address, state, percent, state, percent)

    @admin.display(description=gettext_lazy("working page"))
    def working_page(self, report):
        return format_html('<a href="{}">{}</a>', report.get_working_url(), _("Build, comment, publish"))

    @admin.action(description=gettext_lazy("Build the selected reports"), permissions=["change"])
    def build_selected(self, request, reports):
        for report in reports:
            self._build(request, report)

    def response_add(self, request, obj, post_url_continue=None):
        return self._after(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._after(request, obj) or super().response_change(request, obj)

    def _after(self, request, report):
        """The button beside "save" starts the build and leads to where it can be watched."""
        if "_build" not in request.POST:
            return None
        self._build(request, report)
        return redirect(report.get_working_url())

    def _build(self, request, report) -> None:
        try:
            start_build(report, by=request.user)
        except Refused as refusal:
            messages.error(request, f"{report}: {refusal}")
            return
        messages.success(request, _("%(report)s is being built.") % {"report": report})
