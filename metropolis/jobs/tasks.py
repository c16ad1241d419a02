"""Envelopes for the worker: an identifier in, one workflow called."""

from celery import shared_task

from . import runner, sweeper


@shared_task(ignore_result=True)
def run_job(job_id: int) -> None:
    """Take the job if it is free; the sweeper, not Celery, tries again."""
    runner.run(job_id)


@shared_task(ignore_result=True)
def sweep() -> None:
    """Send again what was never taken or was abandoned."""
    sweeper.sweep()
