"""Admin of action plans and of the headings that they start with."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from strategy.admin_base import PROVENANCE, ContentAdmin
from strategy.plans.models import ActionPlan, SectionTemplate


@admin.register(ActionPlan)
class ActionPlanAdmin(ContentAdmin):
    """Names, areas and states of action plans."""

    list_display = ("name", "code", "area", "state", "period_start", "period_end")
    list_filter = ("state", "area", "provenance")
    list_select_related = ("area",)
    search_fields = ("name_pl", "name_en", "code")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "area",
                    "code",
                    "slug",
                    "order",
                    "name",
                    "period_start",
                    "period_end",
                    "structure_note",
                )
            },
        ),
        (
            _("State"),
            {
                "fields": ("state", "state_sources", "state_note"),
                "description": _(
                    "Leave the state empty when public sources do not say how far the plan is. Once the plan "
                    "goes through the portal, only its steps move the state."
                ),
            },
        ),
        PROVENANCE,
    )

    def get_readonly_fields(self, request, obj=None):
        """The address is permanent; a plan that goes through the portal is moved by its steps there."""
        if obj is None:
            return ()
        return ("slug", "state") if obj.run_in_portal else ("slug",)


@admin.register(SectionTemplate)
class SectionTemplateAdmin(ContentAdmin):
    """Headings that every draft has, in this order."""

    list_display = ("title", "key", "order", "is_required", "is_active")
    search_fields = ("title_pl", "title_en", "key")
    fieldsets = (
        (None, {"fields": ("title", "key", "order", "hint", "is_required", "is_active")}),
        PROVENANCE,
    )

    def get_readonly_fields(self, request, obj=None):
        """Drafts know their sections by the key."""
        return ("key",) if obj else ()
