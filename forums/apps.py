from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumsConfig(AppConfig):
    name = "forums"
    verbose_name = _("Bodies and people")

    def ready(self):
        from forums.bodies import receivers  # models must be loaded first

        receivers.connect()
