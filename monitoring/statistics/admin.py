"""The record of imports in the admin: to read only."""

from django.contrib import admin

from monitoring.values.admin import ReadOnly

from .models import StatisticsRun


@admin.register(StatisticsRun)
class StatisticsRunAdmin(ReadOnly, admin.ModelAdmin):
    """Imports of statistics, newest first."""

    list_display = ["__str__", "started_by", "new", "revised", "same", "calls", "created_at", "finished_at"]
    list_select_related = ["started_by"]
    list_filter = ["origin"]
    exclude = ["payload", "done", "put_offs"]
