"""The overview of a past day, counted once and kept.

Values of a past day never change: verifying publishes with the time of the verification, so a value that is
accepted late belongs to the day on which it was accepted. What the values are measured against (targets,
goals, membership) is today's, so the kept overview goes with a change of it; the key names its version.
"""

import datetime

from django.conf import settings
from django.core.cache import cache

from metropolis.rest.counters import version_of
from monitoring.status.overview import READS, Overview, overview

# There are many days, and few of them are asked for twice.
KEEP_SECONDS = 60 * 60


def overview_on(day: datetime.date | None) -> Overview:
    """How everything stood at the end of a day; today's overview for None."""
    if day is None:
        return overview()
    return kept_for(day, "overview", lambda: overview(as_of=day))


def kept_for(day: datetime.date, kind: str, count):
    """What `count()` gives for the day, from the cache while nothing that it is counted from has changed."""
    version = version_of(*READS)
    thresholds = f"{settings.STATUS_ON_TRACK_FROM}:{settings.STATUS_AT_RISK_FROM}"
    key = f"past:{kind}:{version}:{day}:{thresholds}:{settings.POPULATION_INDICATOR}"
    kept = cache.get(key) if version else None
    if kept is None:
        kept = count()
        if version:
            cache.set(key, kept, KEEP_SECONDS)
    return kept
