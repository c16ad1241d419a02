"""The overview of a past day, counted once and kept.

Values of a past day never change: verifying publishes with the time of the verification, so a value that is
accepted late belongs to the day on which it was accepted. What the values are measured against (targets,
goals, membership) is today's, so the kept overview goes with a change of it; the key names its version.
"""

import datetime
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache

from metropolis.rest.counters import version_of
from monitoring.status.overview import READS, Overview, overview

T = TypeVar("T")
# There are many days, and few of them are asked for twice.
KEEP_SECONDS = 60 * 60


def overview_on(day: datetime.date | None) -> Overview:
    """How everything stood at the end of a day; today's overview for None."""
    if day is None:
        return overview()
    return kept_for([day], "overview", lambda day: overview(as_of=day))[0]


def kept_for(days: Sequence[datetime.date], kind: str, count: Callable[[datetime.date], T]) -> list[T]:
    """What `count` gives for each day, from the cache while nothing that it is counted from has changed."""
    version = version_of(*READS)
    thresholds = f"{settings.STATUS_ON_TRACK_FROM}:{settings.STATUS_AT_RISK_FROM}"
    basis = f"{version}:{thresholds}:{settings.POPULATION_INDICATOR}"
    if not version:
        return [count(day) for day in days]
    return [_kept(f"past:{kind}:{day}:{basis}", lambda day=day: count(day)) for day in days]


def _kept(key: str, count: Callable[[], T]) -> T:
    kept = cache.get(key)
    if kept is None:
        kept = count()
        cache.set(key, kept, KEEP_SECONDS)
    return kept
