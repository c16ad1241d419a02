"""Which forum drafts a plan, where it is not the lead forum of the area."""

from django.contrib import admin

from forums.drafting.models import PlanAssignment


@admin.register(PlanAssignment)
class PlanAssignmentAdmin(admin.ModelAdmin):
    """One row a plan."""

    list_display = ("plan", "forum")
    list_select_related = ("plan", "forum")
    search_fields = ("plan__name_pl", "plan__code", "forum__name_pl")
