"""Envelopes of the background work on files of campaigns."""

from celery import shared_task

from metropolis.jobs.registry import register

from . import background, importing


def own(user) -> bool:
    """A job is seen by whoever started it and by the Office; they may start it again."""
    return user.is_authenticated


register(background.READ, may_repeat=own)(background.read_in_job)
register(background.SAVE, may_repeat=own)(background.save_in_job)


@shared_task(ignore_result=True)
def prune() -> None:
    """Forget uploaded files whose time is over."""
    importing.prune()
