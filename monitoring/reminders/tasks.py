"""The envelope for the clock."""

from celery import shared_task

from .sending import send_reminders


@shared_task(ignore_result=True)
def remind() -> None:
    """Send what the ladder asks for today; a repeat sends nothing."""
    send_reminders()
