"""Starting, waking, cancelling and repeating jobs."""

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone

from .models import Job, JobStep

log = structlog.get_logger(__name__)


def enqueue(kind: str, *, key: str, title: str, params: dict | None = None, by=None, not_before=None) -> Job:
    """Write down a job in the caller's transaction; the worker is woken once that commits.

    While a job with this key waits or runs, that one is returned: a second click starts nothing.
    """
    row = {"kind": kind, "title": title, "params": params or {}, "created_by": by, "not_before": not_before}
    with transaction.atomic():
        job, made = _open_or_new(key, row)
        if made:
            transaction.on_commit(lambda: wake(job.pk), robust=True)
    return job


def _open_or_new(key: str, row: dict, tries: int = 3) -> tuple[Job, bool]:
    """The open job with this key, or a new one. The database's constraint decides between two at once."""
    if found := Job.objects.open().filter(key=key).first():
        return found, False
    try:
        with transaction.atomic():
            return Job.objects.create(key=key, **row), True
    except IntegrityError:
        if tries == 1:
            raise
        # Somebody else made it since we looked, and it may even be done by now: look again.
        return _open_or_new(key, row, tries - 1)


def wake(job_id: int) -> None:
    """Send the job to the workers. A broker that is away costs time only: the sweeper sends again."""
    from .tasks import run_job  # the task imports the runner, which needs this module

    Job.objects.filter(pk=job_id, state=Job.State.QUEUED).update(sent_at=timezone.now())
    try:
        run_job.apply_async((job_id,), retry=False)
    except Exception:  # each broker has its own errors, and none may break the request
        log.warning("job_not_sent", job=job_id, exc_info=True)


def cancel(job: Job) -> bool:
    """Stop a job that waits or runs; its worker notices at its next step. False when it has ended."""
    now = timezone.now()
    with transaction.atomic():
        stopped = (
            Job.objects.open()
            .filter(pk=job.pk)
            .update(state=Job.State.CANCELLED, finished_at=now, lease_until=None)
        )
        if stopped:
            JobStep.objects.filter(job=job, state=JobStep.State.RUNNING).update(
                state=JobStep.State.FAILED, finished_at=now
            )
    return bool(stopped)


def repeat(job: Job, *, by) -> Job:
    """Start the same work again, as a job of its own."""
    return enqueue(job.kind, key=job.key, title=job.title, params=job.params, by=by)
