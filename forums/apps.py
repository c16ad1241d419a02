from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Modules that register kinds of notices; the worker that sends them knows no views.
NOTICES = (
    "forums.bodies.notices",
    "forums.adoption.notices",
    "forums.discussion.notices",
    "forums.drafting.notices",
)


class ForumsConfig(AppConfig):
    name = "forums"
    verbose_name = _("Bodies and people")

    def ready(self):
        from forums.bodies import receivers  # models must be loaded first

        receivers.connect()
        for module in NOTICES:
            import_module(module)
