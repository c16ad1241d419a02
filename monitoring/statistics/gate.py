"""The limits of the API, kept by all processes together: one call after another, so many in each window."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from .models import ApiCall, ApiGate

WEEK = datetime.timedelta(days=7)
CLOSED_FOR = datetime.timedelta(minutes=15)
"""The shortest window of the API: how long to wait after 429 when the answer names no time."""


class Limited(Exception):
    """Nobody may call before `until`."""

    def __init__(self, until: datetime.datetime):
        super().__init__(until)
        self.until = until


def windows() -> list[tuple[datetime.timedelta, int]]:
    """The windows of the API with the number of calls that each allows."""
    return [
        (datetime.timedelta(minutes=15), settings.BDL_CALLS_15_MINUTES),
        (datetime.timedelta(hours=12), settings.BDL_CALLS_12_HOURS),
        (WEEK, settings.BDL_CALLS_7_DAYS),
    ]


@transaction.atomic
def reserve(now: datetime.datetime | None = None) -> float:
    """Take a place in the queue; the seconds until it is one's turn. `Limited` when a window is full."""
    now = now or timezone.now()
    gate = _locked()
    if gate.closed_until and gate.closed_until > now:
        raise Limited(gate.closed_until)
    turn = max(now, gate.next_call_at or now)
    for length, allowed in windows():
        _check_window(turn, length, allowed)
    ApiCall.objects.create(at=turn)
    ApiCall.objects.filter(at__lt=now - WEEK).delete()
    gate.next_call_at = turn + datetime.timedelta(seconds=1) / max(settings.BDL_CALLS_PER_SECOND, 1)
    gate.save(update_fields=["next_call_at"])
    return (turn - now).total_seconds()


@transaction.atomic
def close(retry_after: str = "") -> datetime.datetime:
    """The API said that it was asked too often: nobody calls until the returned moment."""
    named = retry_after.strip()
    seconds = int(named) if named.isascii() and named.isdigit() and len(named) < 7 else 0
    span = min(datetime.timedelta(seconds=seconds), WEEK) or CLOSED_FOR
    gate = _locked()
    gate.closed_until = timezone.now() + span
    gate.save(update_fields=["closed_until"])
    return gate.closed_until


def _locked() -> ApiGate:
    ApiGate.objects.get_or_create(pk=1)
    return ApiGate.objects.select_for_update().get(pk=1)


def _check_window(turn, length, allowed):
    """Whether the window that ends at `turn` has room; when not, it has once its oldest calls leave it."""
    recent = ApiCall.objects.filter(at__gt=turn - length).order_by("-at")
    leaving = recent.values_list("at", flat=True)[max(allowed, 1) - 1 : max(allowed, 1)]
    if blocker := list(leaving):
        raise Limited(blocker[0] + length)
