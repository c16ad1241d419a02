"""Envelopes for the worker: the build of a report, the calendar, the tidying."""

from celery import shared_task
from django.utils import timezone

from metropolis.jobs.registry import register

from . import build_notices, files
from .build import build
from .definitions import opening
from .publishing import KIND

register(KIND, tell=build_notices.tell_ended)(build)


@shared_task(ignore_result=True)
def open_due() -> None:
    """Open the reports that are due; a repeat opens nothing."""
    opening.open_due(timezone.localdate())


@shared_task(ignore_result=True)
def tidy() -> None:
    """Remove files that no report and no open build speaks of."""
    files.tidy()
