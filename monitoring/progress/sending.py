"""What was drafted is sent: drafts become reports that wait for the Office. Asked for by campaigns."""

from django.utils import timezone

from metropolis.rest.counters import bump

from .models import ProgressRevision
from .states import STEPS
from .subjects import Subject


def send_drafts(subjects: list[Subject]) -> int:
    """Send the drafts among them; the caller holds the transaction and has asked who may send."""
    step, now = STEPS["submit"], timezone.now()
    drafts = [one.latest.pk for one in subjects if one.latest and one.state in step.sources]
    sent = ProgressRevision.objects.filter(pk__in=drafts, state__in=step.sources).update(
        state=step.target, submitted_at=now, updated_at=now
    )
    if sent:
        bump(ProgressRevision)
    return sent
