"""Admin of the strategies of others and their goals."""

from django.contrib import admin

from strategy.admin_base import PROVENANCE, ContentAdmin
from strategy.frameworks.models import FrameworkGoal, FrameworkStrategy


@admin.register(FrameworkStrategy)
class FrameworkStrategyAdmin(ContentAdmin):
    """Strategies of others."""

    list_display = ("name", "code", "adopted_on", "adopted_by")
    search_fields = ("name_pl", "name_en", "code")
    fieldsets = (
        (None, {"fields": ("code", "name", "adopted_on", "adopted_by", "resolution", "evaluation")}),
        PROVENANCE,
    )


@admin.register(FrameworkGoal)
class FrameworkGoalAdmin(ContentAdmin):
    """Goals that ours may serve."""

    list_display = ("text", "code", "strategy", "provenance")
    list_filter = ("strategy",)
    list_select_related = ("strategy",)
    search_fields = ("text_pl", "text_en", "code")
    fieldsets = ((None, {"fields": ("strategy", "parent", "code", "order", "text")}), PROVENANCE)
