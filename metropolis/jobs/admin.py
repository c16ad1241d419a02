"""The Office sees what ran in the background, step by step, and how it ended. Nothing is edited here."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import Job, JobStep


class JobStepInline(admin.TabularInline):
    """The log of a job."""

    model = JobStep
    fields = readonly_fields = ("text", "state", "attempt", "started_at", "finished_at", "time")
    extra, can_delete = 0, False

    @admin.display(description=gettext_lazy("it took"))
    def time(self, step):
        return step.took

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Job)
class JobAdmin(admin.ModelAdmin):
    """A list to look at: jobs are started by pages, and stopped or tried again on their own page."""

    list_display = ["title", "state", "created_at", "created_by", "attempts", "in_words"]
    list_filter = ["state", "kind"]
    list_select_related = ["created_by"]
    search_fields = ["title"]
    date_hierarchy = "created_at"
    exclude = ["lease_token", "reason"]
    readonly_fields = ["in_words"]
    inlines = [JobStepInline]
    view_on_site = False  # the list leads to the job's page, for those who may see it

    def get_list_display(self, request):
        return [*self.list_display, "page"] if request.user.is_office else self.list_display

    @admin.display(description=gettext_lazy("reason"))
    def in_words(self, job):
        return job.why

    @admin.display(description=gettext_lazy("page of the job"))
    def page(self, job):
        text = _("Progress, stop") if job.is_open else _("Log, try again")
        return format_html('<a href="{}">{}</a>', job.get_absolute_url(), text)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
