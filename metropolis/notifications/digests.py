"""Digests: one mail in the morning with what a person wishes to read once a day or once a week.

A notice waits until its `mailed_at` is set, which happens in the transaction that writes the mail. So it
is mailed once, however often the task runs, and what a day missed goes with the next one.
"""

from datetime import datetime, timedelta

import structlog
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from . import outbox
from .mails import DIGEST
from .models import Message, Notice
from .registry import Frequency
from .wishes import default_of, wishes_of

MORNING = 7  # o'clock in the portal's time zone
KEPT = timedelta(days=180)

log = structlog.get_logger(__name__)


def mornings(now: datetime) -> tuple[datetime, datetime] | None:
    """The last morning, and that of the last Monday: what was told before them is due. None before seven."""
    local = timezone.localtime(now)
    morning = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if local < morning:  # nobody wants a digest at three o'clock, not even one that is late
        return None
    return morning, morning - timedelta(days=morning.weekday())


def is_due(told_at: datetime, wish: str, morning: datetime, monday: datetime) -> bool:
    """Whether a notice is dealt with this morning; what is wished weekly waits for Monday."""
    return told_at < (monday if wish == Frequency.WEEKLY else morning)


def send_digests(now: datetime | None = None) -> int:
    """Write the mail of everybody for whom one is due; returns how many."""
    now = now or timezone.now()
    times = mornings(now)
    if times is None:
        return 0
    waiting = Notice.objects.filter(mailed_at__isnull=True, created_at__lt=times[0])
    people = get_user_model().objects.filter(pk__in=waiting.values("user")).order_by("pk")
    return sum(_digest_safely(person, times, now) for person in list(people))


def _digest_safely(person, times: tuple[datetime, datetime], now: datetime) -> bool:
    try:
        return _digest(person, *times, now)
    except Exception as fault:  # a fault with one person must not stop the others
        log.warning("digest_failed", user=person.pk, fault=type(fault).__name__, exc_info=True)
        return False


@transaction.atomic
def _digest(person, morning: datetime, monday: datetime, now: datetime) -> bool:
    """Write one person's mail and mark what it tells, together; another worker waits for the rows."""
    waiting = person.notices.filter(mailed_at__isnull=True, created_at__lt=morning)
    rows = list(waiting.select_for_update().order_by("created_at", "pk"))
    wishes = wishes_of(person)
    wish = {row.topic: wishes.get(row.topic) or default_of(row.topic) for row in rows}
    due = [row for row in rows if is_due(row.created_at, wish[row.topic], morning, monday)]
    # What was read in the portal meanwhile is left out, as is what the person wants no mail about any
    # more: both count as dealt with. A wish that became "at once" after the news is met here.
    told = [row.pk for row in due if row.read_at is None and wish[row.topic] != Frequency.NONE]
    key = f"digest-{person.pk}-{morning:%Y-%m-%d}"
    if told and Message.objects.filter(key=key).exists():
        return False  # today's has gone; what a slow transaction added to the past goes tomorrow
    Notice.objects.filter(pk__in=[row.pk for row in due]).update(mailed_at=now)
    if told:
        outbox.post(DIGEST, key=key, to_user=person, context={"notices": told})
    return bool(told)


def forget_old(now: datetime | None = None) -> int:
    """Delete notices that were read and are older than 180 days; returns how many."""
    limit = (now or timezone.now()) - KEPT
    return Notice.objects.filter(read_at__isnull=False, created_at__lt=limit).delete()[0]
