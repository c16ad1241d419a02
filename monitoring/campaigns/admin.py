"""The Office makes, opens and closes campaigns; its working page is the matrix on the web."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from metropolis.ui.dates import clock, short_date
from monitoring.values.refusals import Refused

from .admin_forms import CampaignForm, suggested
from .models import Campaign
from .opening import close_campaign, open_campaign
from .permissions import can_manage


@admin.register(Campaign)
class CampaignAdmin(admin.ModelAdmin):
    """Campaigns. What was opened keeps its period and its indicators."""

    form = CampaignForm
    change_form_template = "monitoring/campaigns/admin_change_form.html"
    list_display = ["period", "slug", "state", "deadline", "sent", "overview"]
    list_filter = ["state"]
    search_fields = ["slug", "period"]
    view_on_site = False  # the overview has a link of its own, which says what it leads to
    actions = ["open_selected", "close_selected"]
    ordering = ["-period", "slug"]

    class Media:
        css = {"all": ["css/campaign-admin.css"]}

    def get_queryset(self, request):
        sent = Count("submissions", filter=Q(submissions__state="submitted"))
        return super().get_queryset(request).annotate(sent_count=sent, asked_count=Count("submissions"))

    def get_changeform_initial_data(self, request):
        return suggested() | super().get_changeform_initial_data(request)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Without the "add another" sign: indicators are made on their own page."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "indicators":
            field.widget.can_add_related = False
        return field

    def get_readonly_fields(self, request, obj=None):
        opened = obj is not None and obj.state != Campaign.State.PLANNED
        return ["state", "opened", "period", "slug", "indicators"] if opened else []

    def get_fields(self, request, obj=None):
        fields = ["period", "slug", "deadline", "message", "indicators"]
        return ["state", "opened", *fields] if self.get_readonly_fields(request, obj) else fields

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("opened"))
    def opened(self, campaign):
        return f"{short_date(campaign.opened_at)}, {clock(campaign.opened_at)}, {campaign.opened_by}"

    @admin.display(description=gettext_lazy("sent"))
    def sent(self, campaign):
        return _("%(sent)s of %(asked)s") % {"sent": campaign.sent_count, "asked": campaign.asked_count}

    @admin.display(description=gettext_lazy("overview"))
    def overview(self, campaign):
        label = _("Who has answered what")
        return format_html('<a href="{}">{}</a>', campaign.get_absolute_url(), label)

    @admin.action(description=gettext_lazy("Open the selected campaigns"), permissions=["change"])
    def open_selected(self, request, campaigns):
        for campaign in campaigns:
            self._run(request, campaign, open_campaign)

    @admin.action(description=gettext_lazy("Close the selected campaigns"), permissions=["change"])
    def close_selected(self, request, campaigns):
        for campaign in campaigns:
            self._run(request, campaign, close_campaign)

    def response_add(self, request, obj, post_url_continue=None):
        if "_save" in request.POST:
            messages.success(
                request, _("The campaign is saved. Nobody has been asked yet: open it when it is ready.")
            )
            return redirect(obj)
        return self._after(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._after(request, obj) or super().response_change(request, obj)

    def _after(self, request, campaign):
        """The buttons beside "save": open (then the overview is shown) and close."""
        if "_open" in request.POST and self._run(request, campaign, open_campaign):
            return redirect(campaign)
        if "_close" in request.POST:
            self._run(request, campaign, close_campaign)
            return redirect("admin:monitoring_campaign_change", campaign.pk)
        if "_open" in request.POST:
            return redirect("admin:monitoring_campaign_change", campaign.pk)
        return None

    def _run(self, request, campaign, deed):
        """Do it and say what happened; False when it was refused."""
        if not can_manage(request.user):
            raise PermissionDenied
        try:
            changed = deed(campaign, by=request.user)
        except Refused as refusal:
            messages.error(request, f"{campaign}: {refusal}")
            return False
        done = {
            open_campaign: _("%(campaign)s is open. The teams are being told by e-mail."),
            close_campaign: _("%(campaign)s is closed."),
        }
        unchanged = _("%(campaign)s: nothing has changed, this was done before.")
        messages.success(request, (done[deed] if changed else unchanged) % {"campaign": campaign})
        return True
