"""The Office sees what ran in the background, and how it ended. Nothing is edited here."""

from django.contrib import admin

from .models import Job


@admin.register(Job)
class JobAdmin(admin.ModelAdmin):
    """A list to look at: jobs are started by pages and stopped on their own page."""

    list_display = ["title", "state", "created_at", "created_by", "attempts", "reason"]
    list_filter = ["state", "kind"]
    list_select_related = ["created_by"]
    search_fields = ["title"]
    date_hierarchy = "created_at"
    exclude = ["lease_token"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
