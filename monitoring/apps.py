from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"

    def ready(self):
        from .campaigns import messages, receivers  # noqa: F401
        from .reminders import campaign_dues  # noqa: F401
        from .verification import notices  # noqa: F401
