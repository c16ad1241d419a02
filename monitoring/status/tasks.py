"""The worker's part of counting."""

from celery import shared_task

from . import forecasts, overview


@shared_task(ignore_result=True)
def keep_counts() -> None:
    """Count what has changed, then forecast it; harmless when called twice."""
    overview.refresh()
    forecasts.refresh()
