"""Envelopes for the worker: an identifier in, one workflow called."""

from celery import shared_task

from . import digests, sending


@shared_task(ignore_result=True)
def send_message(message_id: int) -> None:
    """Send one message, unless another worker has it."""
    sending.send(message_id)


@shared_task(ignore_result=True)
def send_due() -> None:
    """Send what is due: new messages that nobody was woken for, and further attempts."""
    sending.send_due()


@shared_task(ignore_result=True)
def send_digests() -> None:
    """Write the digests that are due, and forget old notices that were read."""
    digests.send_digests()
    digests.forget_old()
