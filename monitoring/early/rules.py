"""What will be missed unless something happens. Pure rules: no database, request or clock.

Each warning says why, how urgent it is and by when something has to happen.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from django.db import models

from monitoring.status.figures import Standing
from monitoring.status.forecast import Forecast, Outlook, Silence
from monitoring.status.rules import STALE_AFTER, Direction, Reading, Reason, Status
from strategy.indicators.periods import MONTHS, Frequency, period_of

NEAR = datetime.timedelta(days=2 * 365)  # a target so near leaves no time to wait
SOON = datetime.timedelta(days=92)  # data that will be too old within a quarter


class Urgency(IntEnum):
    """In the order of the list."""

    NOW = 1
    SOON = 2
    WATCH = 3


class Kind(models.TextChoices):
    """Why there is a warning."""

    UNLIKELY = "unlikely"
    SLIPPING = "slipping"
    STALE = "stale"
    STALE_SOON = "stale_soon"
    NO_VALUE = "no_value"


@dataclass(frozen=True, slots=True)
class Warning:
    """One reason to act. `by`: the day by which; `latest` and `before`: the values that slipped."""

    indicator: int
    kind: Kind
    urgency: Urgency
    by: datetime.date
    latest: Reading | None = None
    before: Reading | None = None
    forecast: Forecast | None = None


def warnings_of(standing: Standing, found: Forecast | Silence, *, on: datetime.date) -> list[Warning]:
    """All reasons to act on one indicator, the most urgent first. Without a target there is none."""
    if standing.verdict.status in (Status.NO_TARGET, Status.NOT_DUE):
        return []
    return sorted(_reasons(standing, found, on), key=lambda one: (one.urgency, one.by))


def _reasons(standing: Standing, found: Forecast | Silence, on: datetime.date) -> Iterator[Warning]:
    if isinstance(found, Forecast) and found.outlook == Outlook.UNLIKELY:
        by = found.target.period.end
        urgency = Urgency.NOW if by - on <= NEAR else Urgency.SOON
        yield Warning(standing.indicator, Kind.UNLIKELY, urgency, by, standing.history[-1], forecast=found)
    yield from _slipping(standing, on)
    yield from _age(standing, on)
    yield from _no_value(standing, on)


def _slipping(standing: Standing, on: datetime.date) -> Iterator[Warning]:
    """Behind the plan, and worse than the value before: to turn by the end of the running period."""
    status, history = standing.verdict.status, standing.history
    if status not in (Status.AT_RISK, Status.OFF_TRACK) or len(history) < 2:
        return
    before, latest = history[-2:]
    change = latest.value - before.value
    wanted = -1 if standing.yardstick.direction == Direction.DECREASE else 1
    if change * wanted < 0 and standing.yardstick.direction != Direction.KEEP:
        urgency = Urgency.NOW if status == Status.OFF_TRACK else Urgency.SOON
        by = period_of(on, standing.yardstick.frequency).end
        yield Warning(standing.indicator, Kind.SLIPPING, urgency, by, latest, before)


def _age(standing: Standing, on: datetime.date) -> Iterator[Warning]:
    """The latest value is too old, or will be before long."""
    verdict = standing.verdict
    if verdict.judged is None or verdict.status == Status.ACHIEVED:
        return
    by = stale_on(verdict.judged, standing.yardstick.frequency)
    if verdict.reason == Reason.STALE:
        yield Warning(standing.indicator, Kind.STALE, Urgency.NOW, by, verdict.judged)
    elif by - on <= SOON:
        yield Warning(standing.indicator, Kind.STALE_SOON, Urgency.SOON, by, verdict.judged)


def _no_value(standing: Standing, on: datetime.date) -> Iterator[Warning]:
    """There is a target, and nothing to compare with it."""
    target = standing.yardstick.target
    if standing.verdict.reason not in (Reason.NO_VALUE, Reason.INCOMPLETE) or target is None:
        return
    by = target.period.end
    urgency = Urgency.NOW if by - on <= NEAR else Urgency.WATCH
    yield Warning(standing.indicator, Kind.NO_VALUE, urgency, by)


def stale_on(reading: Reading, frequency: str) -> datetime.date:
    """The first day on which a value is too old to be judged."""
    after = reading.period.end + datetime.timedelta(days=1)
    months = 12 * after.year + after.month - 1 + STALE_AFTER * MONTHS[Frequency(frequency)]
    return datetime.date(months // 12, months % 12 + 1, 1)
