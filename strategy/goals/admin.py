"""Admin of challenges, goals and key actions."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from strategy.admin_base import PROVENANCE, ContentAdmin
from strategy.goals.models import Challenge, Goal, KeyAction


@admin.register(Challenge)
class ChallengeAdmin(ContentAdmin):
    """Challenges of the areas."""

    list_display = ("text", "code", "area", "provenance")
    list_filter = ("area", "provenance")
    list_select_related = ("area",)
    search_fields = ("text_pl", "text_en", "code")
    fieldsets = ((None, {"fields": ("area", "code", "order", "text")}), PROVENANCE)


@admin.register(Goal)
class GoalAdmin(ContentAdmin):
    """Goals on three levels."""

    list_display = ("text", "code", "level", "area", "parent_code", "provenance")
    list_filter = ("level", "area", "provenance")
    list_select_related = ("area", "parent")
    search_fields = ("text_pl", "text_en", "code", "official_code")
    fieldsets = (
        (None, {"fields": ("area", "level", "parent", "code", "official_code", "order", "text")}),
        (_("Ties"), {"classes": ("collapse",), "fields": ("challenges", "framework_goals")}),
        PROVENANCE,
    )

    @admin.display(description=Goal._meta.get_field("parent").verbose_name, ordering="parent__code")
    def parent_code(self, goal):
        """The code of the goal above."""
        return goal.parent.code if goal.parent else "–"


@admin.register(KeyAction)
class KeyActionAdmin(ContentAdmin):
    """Key actions under goals."""

    list_display = ("text", "code", "goal", "provenance")
    list_filter = ("goal__area", "provenance")
    list_select_related = ("goal",)
    search_fields = ("text_pl", "text_en", "code")
    fieldsets = ((None, {"fields": ("goal", "code", "order", "text")}), PROVENANCE)
