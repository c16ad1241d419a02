"""What became of jobs that nobody took, and of those whose worker died."""

from datetime import timedelta

import structlog
from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation

from . import lease
from .models import Job
from .queue import wake
from .reasons import WORN_OUT

RESEND_AFTER = timedelta(seconds=15)
BATCH = 200

log = structlog.get_logger(__name__)


def sweep() -> None:
    """Give up what is out of attempts, free what was abandoned, send again what was never taken."""
    now = timezone.now()
    _give_up(now)
    freed = Job.objects.abandoned(now).update(state=Job.State.QUEUED, lease_until=None, sent_at=None)
    unsent = Q(sent_at__isnull=True) | Q(sent_at__lt=now - RESEND_AFTER)
    waiting = Job.objects.due(now).filter(unsent, state=Job.State.QUEUED).order_by("created_at")
    job_ids = list(waiting.values_list("pk", flat=True)[:BATCH])
    for job_id in job_ids:
        wake(job_id)
    if job_ids:
        log.info("jobs_sent_again", jobs=job_ids, freed=freed)


def _give_up(now) -> None:
    """Mark failed what was abandoned in its last attempt, and tell who started it."""
    worn_out = Job.objects.abandoned(now).filter(attempts__gte=lease.MAX_ATTEMPTS)
    for job in worn_out.select_related("created_by"):
        context = lease.JobContext(job, job.lease_token)
        with translation.override(job.created_by.language if job.created_by else settings.LANGUAGE_CODE):
            if context.fail(WORN_OUT):
                log.warning("job_given_up", job=job.pk)
