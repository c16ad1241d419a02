"""What was drafted is sent: drafts become reports that wait for the Office. Asked for by campaigns."""

from django.utils import timezone

from metropolis.rest.counters import bump

from .locking import refuse_locked_period
from .models import ActionProgress, ProgressRevision
from .states import STEPS
from .subjects import Subject


def send_drafts(subjects: list[Subject]) -> int:
    """Send the drafts among them; the caller holds the transaction and has asked who may send.

    The keys are locked first: whoever is writing a draft at this moment finishes, and what was written is
    sent; whoever comes later finds it sent. `PeriodLocked` where the period is closed.
    """
    step, now = STEPS["submit"], timezone.now()
    drafts = [one.latest.progress_id for one in subjects if one.latest and one.state in step.sources]
    keys = list(ActionProgress.objects.select_for_update().filter(pk__in=drafts).order_by("pk"))
    for period in {key.period for key in keys}:
        refuse_locked_period(period)
    sent = ProgressRevision.objects.filter(progress__in=keys, state__in=step.sources).update(
        state=step.target, submitted_at=now, updated_at=now
    )
    if sent:
        bump(ProgressRevision)
    return sent
