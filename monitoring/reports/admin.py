"""The Office defines reports and starts their building; the rest happens on the working page."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.values.refusals import Refused

from .admin_forms import ReportForm, suggested
from .models import ProgressReport
from .publishing import start_build


@admin.register(ProgressReport)
class ProgressReportAdmin(admin.ModelAdmin):
    """Reports. A published one is only looked at."""

    form = ReportForm
    change_form_template = "monitoring/reports/admin_change_form.html"
    list_display = ["title_pl", "period", "as_of", "state", "working_page"]
    list_filter = ["state"]
    search_fields = ["title_pl", "title_en", "slug", "period"]
    actions = ["build_selected"]

    def get_changeform_initial_data(self, request):
        return suggested() | super().get_changeform_initial_data(request)

    def get_readonly_fields(self, request, obj=None):
        fields = list(ReportForm.Meta.fields)
        if obj is None:
            return []
        made = ["state", "built_at", "published_at"]
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
