"""Job records, their lease, and the page that shows how far one is."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "metropolis.jobs"
    label = "jobs"
    verbose_name = _("Background work")

    def ready(self):
        # Pages ask who may start a kind again, so the web process knows the kinds as the worker does.
        autodiscover_modules("tasks")
