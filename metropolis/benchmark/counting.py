"""Counting: all statuses anew, as at the first start, and one late correction."""

import statistics
import time
from decimal import Decimal

from django.utils import timezone

from monitoring.models import IndicatorValue, KeptStanding, Observation
from monitoring.status.overview import forget_at_hand, overview

from .measure import PeakMemory, Row, timed

ANEW_SECONDS = {"reference": 2, "national": 60}
CORRECTION_MS = {"reference": 50, "national": 2000}
GROWTH_MB = 150  # by which memory may grow while all is counted, however large the set
CORRECTIONS = 7


def measure(size_name: str) -> list[Row]:
    """The rows of counting; the corrections stay in the set."""
    return [_all_anew(size_name), _corrections(size_name)]


def _all_anew(size_name: str) -> Row:
    KeptStanding.objects.all().delete()
    forget_at_hand()
    with PeakMemory() as before:
        time.sleep(0.1)  # long enough to be looked at
    with PeakMemory() as memory:
        seconds, cpu = timed(overview)
    grown = max(memory.peak - before.peak, 0)
    allowed = ANEW_SECONDS[size_name]
    kept = seconds <= allowed and grown <= GROWTH_MB
    return Row(
        "statuses of all indicators counted anew", f"{seconds:.1f} s, memory + {grown:.0f} MB",
        f"<= {allowed} s, <= + {GROWTH_MB} MB", kept, f"{cpu:.1f} s",
    )  # fmt: skip


def _corrections(size_name: str) -> Row:
    rows = Observation.objects.filter(current__isnull=False, municipality__isnull=False, period="2024")
    times = []
    for observation in rows.select_related("current").order_by("pk")[:CORRECTIONS]:
        _correct(observation)
        times.append(timed(overview))
    median, cpu = (statistics.median(seconds) * 1000 for seconds in zip(*times, strict=True))
    allowed = CORRECTION_MS[size_name]
    return Row(
        "one late correction: what depends on it counted again", f"{median:.0f} ms", f"<= {allowed} ms",
        median <= allowed, f"{cpu:.0f} ms",
    )  # fmt: skip


def _correct(observation: Observation) -> None:
    """A further verified revision, as verifying one leaves it."""
    now, old = timezone.now(), observation.current
    observation.current = IndicatorValue.objects.create(
        observation=observation, revision=old.revision + 1, state=IndicatorValue.State.VERIFIED,
        value=old.value + Decimal(1), source=old.source, submitted_at=now, decided_at=now, published_at=now,
    )  # fmt: skip
    observation.save(update_fields=["current"])
