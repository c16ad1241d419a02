"""The worker's part of counting."""

from celery import shared_task

from . import forecasts


@shared_task(ignore_result=True)
def keep_forecasts() -> None:
    """Compute the forecasts whose numbers have changed; harmless when called twice."""
    forecasts.refresh()
