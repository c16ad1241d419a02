"""The Office sees which messages went out and which could not, and may send those again."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .models import Message


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):
    """A list to look at: messages are written by what they speak of, never by hand."""

    list_display = ["to_email", "kind", "state", "created_at", "sent_at", "attempts", "reason"]
    list_filter = ["state", "kind"]
    search_fields = ["to_email"]
    date_hierarchy = "created_at"
    exclude = ["context"]
    actions = ["send_again"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(description=_("Send again what could not be sent"))
    def send_again(self, request, queryset):
        """Put failed messages back; the next tick sends them."""
        changed = queryset.filter(state=Message.State.FAILED).update(
            state=Message.State.WAITING, next_try_at=timezone.now(), attempts=0
        )
        text = ngettext("%d message will be sent again.", "%d messages will be sent again.", changed)
        self.message_user(request, text % changed)
