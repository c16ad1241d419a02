"""Messages to people: an outbox that is written with the change, and sent afterwards."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "metropolis.notifications"
    label = "notifications"
    verbose_name = _("Messages to people")

    def ready(self):
        from . import mails  # noqa: F401  registers its kinds; models must be loaded first
