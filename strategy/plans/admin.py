"""Admin of action plans."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from strategy.admin_base import PROVENANCE, ContentAdmin
from strategy.plans.models import ActionPlan


@admin.register(ActionPlan)
class ActionPlanAdmin(ContentAdmin):
    """Names, areas and states of action plans."""

    list_display = ("name", "code", "area", "state", "period_start", "period_end")
    list_filter = ("state", "area", "provenance")
    list_select_related = ("area",)
    search_fields = ("name_pl", "name_en", "code")
    fieldsets = (
        (None, {"fields": ("area", "code", "order", "name", "period_start", "period_end", "structure_note")}),
        (
            _("State"),
            {
                "fields": ("state", "state_sources", "state_note"),
                "description": _("Leave the state empty when public sources do not say how far the plan is."),
            },
        ),
        PROVENANCE,
    )
