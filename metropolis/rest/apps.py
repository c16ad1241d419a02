from django.apps import AppConfig


class RestConfig(AppConfig):
    name = "metropolis.rest"
    label = "rest"

    def ready(self):
        from . import receivers  # noqa: F401
