"""The envelopes of the import: a job's row, or the tick of the clock."""

from celery import shared_task

from metropolis.jobs.registry import register

from .collecting import collect
from .starting import KIND, start_scheduled

register(KIND)(collect)


@shared_task(ignore_result=True)
def import_regularly() -> None:
    """Start the import that the settings ask for."""
    start_scheduled()
