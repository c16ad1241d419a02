"""Taking a job, keeping it, and writing its result only while it is still ours."""

import contextlib
import threading
import uuid
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise

from . import messages
from .models import Job, JobStep
from .reasons import source_of

LEASE = timedelta(seconds=20)
HEARTBEAT_SECONDS = 5.0
MAX_ATTEMPTS = 3
PROGRESS_EVERY = timedelta(seconds=0.5)

log = structlog.get_logger(__name__)


class LeaseLost(Exception):
    """The job was cancelled, or another worker has it: stop, and write nothing."""


def take(job_id: int) -> "JobContext | None":
    """Take the job by one conditional UPDATE; None when it is not free (done, held, not due yet)."""
    now, token = timezone.now(), uuid.uuid4().hex
    free = Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, lease_until__lt=now)
    taken = (
        Job.objects.due(now)
        .filter(free, pk=job_id, attempts__lt=MAX_ATTEMPTS)
        .update(
            state=Job.State.RUNNING,
            lease_token=token,
            lease_until=now + LEASE,
            attempts=F("attempts") + 1,
            started_at=Coalesce("started_at", now),
            progress_done=0,
            progress_total=0,
            progress_text="",
            progress_share=None,
        )
    )
    if not taken:
        return None
    job = Job.objects.select_related("created_by").get(pk=job_id)
    return JobContext(job, token)


class JobContext:
    """What a handler knows of its job, and how it reports.

    `params` and `by` are what the job was started with. The result belongs inside `finish`.
    """

    def __init__(self, job: Job, token: str):
        self.id, self.key, self.kind, self.title = job.pk, job.key, job.kind, job.title
        self.params: dict[str, Any] = job.params
        self.by, self.attempt = job.created_by, job.attempts
        self.finished = False
        self._token = token
        self._told_at = timezone.now() - PROGRESS_EVERY
        self._told: tuple[int, int, str] = (0, 0, "")

    def _held(self):
        return Job.objects.held(self.id, self._token)

    def alive(self) -> bool:
        """Whether the job is still ours."""
        return self._held().exists()

    def renew(self) -> bool:
        """Prolong the lease; False when it is no longer ours."""
        return bool(self._held().update(lease_until=timezone.now() + LEASE))

    @contextlib.contextmanager
    def holding(self):
        """A transaction that counts only while the job is ours: nobody can take it meanwhile."""
        with transaction.atomic():
            if not self.renew():
                raise LeaseLost(self.id)
            yield

    def progress(self, done: int, total: int, text: str = "", share: float | None = None) -> None:
        """Tell how far the work is, in units a person counts. Raises LeaseLost when it is not ours.

        `share` (0 to 1) is how much of the time is behind us, where the units differ much in length.
        Call it outside transactions, else nobody sees it before the commit.
        """
        now, told = timezone.now(), (done, total, str(text))
        small_step = done < total and told[1:] == self._told[1:]
        if small_step and now - self._told_at < PROGRESS_EVERY:
            return
        self._told_at, self._told = now, told
        changed = self._held().update(
            progress_done=done,
            progress_total=total,
            progress_text=str(text)[:200],
            progress_share=None if share is None else round(share * 1000),
            lease_until=now + LEASE,
        )
        if not changed:
            raise LeaseLost(self.id)

    @contextlib.contextmanager
    def finish(self, result_url: str = ""):
        """A transaction in which the result is written, together with the end of the job.

        The job is marked done first: that locks its row, so nobody takes it meanwhile, and whatever
        the block writes counts only if the job was still ours.
        """
        with transaction.atomic():
            now = timezone.now()
            done = self._held().update(
                state=Job.State.SUCCEEDED, finished_at=now, result_url=result_url, reason="", lease_until=None
            )
            if not done:
                raise LeaseLost(self.id)
            messages.tell_end(self)
            yield
        self.finished = True

    def give_back(self, reason: str | Promise) -> bool:
        """Return the job to the queue after a passing fault; the sweeper sends it again."""
        kept = source_of(reason)
        return bool(self._held().update(state=Job.State.QUEUED, lease_until=None, reason=kept))

    def put_off(self, until: datetime, reason: str) -> bool:
        """Return the job to the queue until then; waiting for others uses up no attempt."""
        return bool(
            self._held().update(
                state=Job.State.QUEUED,
                lease_until=None,
                not_before=until,
                sent_at=None,
                attempts=F("attempts") - 1,
                reason=reason,
            )
        )

    def fail(self, reason: str | Promise) -> bool:
        """End the job without a result, and tell who started it."""
        with transaction.atomic():
            now = timezone.now()
            ended = self._held().update(
                state=Job.State.FAILED, finished_at=now, reason=source_of(reason), lease_until=None
            )
            if ended:
                JobStep.objects.filter(job=self.id, state=JobStep.State.RUNNING).update(
                    state=JobStep.State.FAILED, finished_at=now
                )
                messages.tell_end(self)
        return bool(ended)


@contextlib.contextmanager
def heartbeat(context: JobContext, every: float = HEARTBEAT_SECONDS):
    """Renew the lease from a thread of its own while the block works."""
    stop = threading.Event()

    def beat():
        try:
            while not stop.wait(every):
                if not _renewed(context):
                    return
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name=f"heartbeat-{context.id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=every)


def _renewed(context: JobContext) -> bool:
    """Renew once; a database that is away for a moment is not the end of the lease."""
    try:
        return context.renew()
    except DatabaseError:
        log.warning("job_heartbeat_failed", job=context.id, exc_info=True)
        connection.close()
        return True
