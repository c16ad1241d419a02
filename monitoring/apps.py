from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"

    def ready(self):
        from .campaigns import action_receivers, messages, receivers  # noqa: F401
        from .links import messages as link_messages  # noqa: F401
        from .progress import example, locking  # noqa: F401
        from .reminders import campaign_dues, report_dues  # noqa: F401
        from .reports import build_notices  # noqa: F401
        from .reports import notices as report_notices  # noqa: F401
        from .statistics import notices  # noqa: F401
        from .verification import notices as verification_notices  # noqa: F401
