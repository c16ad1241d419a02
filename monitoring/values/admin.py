"""Observations, values and locks in the admin: to read only. Workflows of the pages change them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .models import IndicatorValue, Observation, PeriodLock


class ReadOnly:
    """Nobody adds, changes or deletes here."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class RevisionInline(ReadOnly, admin.TabularInline):
    """Revisions of an observation."""

    model = IndicatorValue
    fields = ["revision", "state", "value", "source", "author", "decided_by", "decided_at", "reason"]
    readonly_fields = fields
    ordering = ["revision"]


@admin.register(Observation)
class ObservationAdmin(ReadOnly, admin.ModelAdmin):
    """Observations with their revisions."""

    list_display = ["indicator", "place", "period", "current_value"]
    list_select_related = ["indicator__area", "municipality", "current"]
    list_filter = ["period", "indicator__area"]
    search_fields = ["indicator__code", "indicator__search_text", "municipality__search_text"]
    inlines = [RevisionInline]
    ordering = ["-period_end", "indicator__code"]
    show_full_result_count = False

    @admin.display(description=_("place"))
    def place(self, observation):
        return observation.municipality or _("the metropolis as a whole")

    @admin.display(description=_("verified value"))
    def current_value(self, observation):
        return observation.current and observation.current.value


@admin.register(IndicatorValue)
class IndicatorValueAdmin(ReadOnly, admin.ModelAdmin):
    """All values, newest first."""

    list_display = ["observation", "value", "state", "author", "decided_by", "updated_at"]
    list_select_related = ["observation__indicator", "observation__municipality", "author", "decided_by"]
    list_filter = ["state", "observation__period"]
    search_fields = ["observation__indicator__code", "observation__municipality__search_text"]
    ordering = ["-updated_at"]
    show_full_result_count = False


@admin.register(PeriodLock)
class PeriodLockAdmin(ReadOnly, admin.ModelAdmin):
    """Which periods were closed and opened, by whom and why."""

    list_display = ["period", "locked_at", "locked_by", "note", "unlocked_at", "unlocked_by", "unlock_reason"]
    list_select_related = ["locked_by", "unlocked_by"]
    list_filter = ["period"]
