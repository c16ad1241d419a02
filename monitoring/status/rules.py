"""How an indicator stands. Pure rules: no database, request or clock; numbers are `Decimal`.

With baseline b, target t, intermediate targets between, and the latest verified value v for period p,
the expected value e(p) lies on the straight lines through them, and the attainment is
(v - b) / (e(p) - b). The first status that matches wins, in the order of `Status`.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from strategy.indicators.models import Indicator
from strategy.indicators.periods import Frequency, Period, latest_ended

Direction = Indicator.Direction

STALE_AFTER = 2  # whole frequencies since the end of the latest period


class Status(models.TextChoices):
    """The states in their order of matching."""

    NO_TARGET = "no_target", _("no target")
    NOT_DUE = "not_due", _("not due yet")
    NO_DATA = "no_data", _("no data")
    ACHIEVED = "achieved", _("achieved")
    ON_TRACK = "on_track", _("on track")
    AT_RISK = "at_risk", _("at risk")
    OFF_TRACK = "off_track", _("off track")


class Reason(models.TextChoices):
    """Why a status matched: shown beside it, so that nobody has to guess."""

    NEUTRAL = "neutral", _("The indicator has no good direction, so only its trend is shown.")
    NO_TARGET = "no_target", _("No target has been set for this indicator.")
    NO_RANGE = "no_range", _("No range to be kept has been set for this indicator.")
    NOT_DUE = "not_due", _("The first period of this indicator has not ended yet.")
    NO_VALUE = "no_value", _("There is no verified value yet.")
    INCOMPLETE = "incomplete", _("A sum with missing parts is not compared with the target.")
    STALE = "stale", _("The latest verified value is older than two reporting periods.")
    NO_BASELINE = "no_baseline", _("There is no baseline to measure the change from.")
    REACHED = "reached", _("The value has reached the target.")
    IN_RANGE = "in_range", _("The value lies within the range to be kept.")
    OUT_OF_RANGE = "out_of_range", _("The value lies outside the range to be kept.")
    HELD = "held", _("No change was expected yet, and the value has not got worse than the baseline.")
    SLIPPED = "slipped", _("No change was expected yet, but the value has got worse than the baseline.")
    ATTAINMENT = "attainment", _("The change since the baseline is compared with the expected change.")


@dataclass(frozen=True, slots=True)
class Reading:
    """A number for a period: a value, a baseline or a target."""

    period: Period
    value: Decimal


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a value is measured against. `targets` are in order of time; the last one is the target."""

    direction: str
    frequency: str = Frequency.YEAR
    baseline: Reading | None = None
    targets: tuple[Reading, ...] = ()
    keep_low: Decimal | None = None
    keep_high: Decimal | None = None
    first_due: Period | None = None

    @property
    def target(self) -> Reading | None:
        """The final target."""
        return self.targets[-1] if self.targets else None

    @property
    def first_period(self) -> Period | None:
        """The first period due: as set, else the one after the baseline. None: always due."""
        if self.first_due or self.baseline is None:
            return self.first_due
        return self.baseline.period.next(self.frequency)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which attainment an indicator is on track, and from which it is at risk."""

    on_track: Decimal = Decimal("0.95")
    at_risk: Decimal = Decimal("0.75")

    @classmethod
    def from_settings(cls) -> "Thresholds":
        """The Office's settings."""
        return cls(Decimal(settings.STATUS_ON_TRACK_FROM), Decimal(settings.STATUS_AT_RISK_FROM))


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with what it was decided from."""

    status: str
    reason: str
    attainment: Decimal | None = None
    expected: Decimal | None = None
    judged: Reading | None = None

    @property
    def label(self) -> str:
        """The status in words, in the active language."""
        return str(Status(self.status).label)

    @property
    def explanation(self) -> str:
        """Why, in one sentence of the active language."""
        return str(Reason(self.reason).label)


@dataclass(frozen=True, slots=True)
class Trend:
    """The change between two readings. `good` is None where no direction is good or nothing changed."""

    since: Reading
    until: Reading
    change: Decimal
    share: Decimal | None
    course: str
    good: bool | None


def expected_value(
    period: Period, *, baseline: Reading | None, targets: tuple[Reading, ...]
) -> Decimal | None:
    """Where the value should be at the end of `period`; None without a baseline or a target.

    Straight lines run from end to end of the periods, counted in months. Before the baseline nothing
    is expected yet; after the last target it is to be kept.
    """
    if baseline is None or not targets:
        return None
    if _month(period) <= _month(baseline.period):
        return baseline.value
    leg = leg_of(period, path=(baseline, *targets))
    return leg.value if leg else targets[-1].value


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch of the expected path, and how many of its months have passed."""

    start: Reading
    end: Reading
    passed: int
    months: int

    @property
    def value(self) -> Decimal:
        """The expected value on the straight line."""
        if self.passed == self.months:
            return self.end.value
        return self.start.value + (self.end.value - self.start.value) * self.passed / self.months


def leg_of(period: Period, *, path: tuple[Reading, ...]) -> Leg | None:
    """The stretch on which the end of `period` lies; None before the path and after it."""
    at = _month(period)
    for start, end in pairwise(path):
        first, last = _month(start.period), _month(end.period)
        if first < at <= last:
            return Leg(start, end, at - first, last - first)
    return None


def attainment(*, baseline: Decimal, expected: Decimal, value: Decimal) -> Decimal | None:
    """Share of the expected change that has happened; None where no change was expected."""
    return None if expected == baseline else (value - baseline) / (expected - baseline)


def status_of(
    yardstick: Yardstick,
    latest: Reading | None,
    *,
    on: datetime.date,
    thresholds: Thresholds | None = None,
) -> Verdict:
    """How the indicator stands on a day, given its latest verified value. The first match wins."""
    early = _without_value(yardstick, latest, on)
    if early is not None or latest is None:
        return early or Verdict(Status.NO_DATA, Reason.NO_VALUE)
    if latest.period.age(on, yardstick.frequency) >= STALE_AFTER:
        return Verdict(Status.NO_DATA, Reason.STALE, judged=latest)
    if yardstick.direction == Direction.KEEP:
        return _judge_range(yardstick, latest)
    return _judge_path(yardstick, latest, thresholds or Thresholds.from_settings())


def trend(
    since: Reading | None, until: Reading | None, *, direction: str, precision: int = 6
) -> Trend | None:
    """The change from one reading to a later one, and whether its direction is the wanted one.

    `share` is the change in relation to where it began (None where that is not above zero). What is
    equal when rounded to the indicator's `precision` is no change.
    """
    if since is None or until is None or until.period <= since.period:
        return None
    change = until.value - since.value
    visible = round(until.value, precision) - round(since.value, precision)
    course = "flat" if not visible else "up" if visible > 0 else "down"
    return Trend(
        since=since,
        until=until,
        change=change,
        share=change / since.value if since.value > 0 else None,
        course=course,
        good=_is_good(course, direction),
    )


def _without_value(yardstick: Yardstick, latest: Reading | None, on: datetime.date) -> Verdict | None:
    """The statuses that are decided before the value is looked at."""
    if yardstick.direction == Direction.NEUTRAL:
        return Verdict(Status.NO_TARGET, Reason.NEUTRAL)
    if yardstick.direction == Direction.KEEP:
        if yardstick.keep_low is None and yardstick.keep_high is None:
            return Verdict(Status.NO_TARGET, Reason.NO_RANGE)
    elif yardstick.target is None:
        return Verdict(Status.NO_TARGET, Reason.NO_TARGET)
    first = yardstick.first_period
    if first is None or latest_ended(on, yardstick.frequency) >= first:
        return None
    # A value that came early is not thrown away: the first period counts as soon as it is measured.
    if latest is not None and latest.period >= first:
        return None
    return Verdict(Status.NOT_DUE, Reason.NOT_DUE)


def _judge_range(yardstick: Yardstick, latest: Reading) -> Verdict:
    low, high = yardstick.keep_low, yardstick.keep_high
    inside = (low is None or latest.value >= low) and (high is None or latest.value <= high)
    if inside:
        return Verdict(Status.ON_TRACK, Reason.IN_RANGE, judged=latest)
    return Verdict(Status.OFF_TRACK, Reason.OUT_OF_RANGE, judged=latest)


def _judge_path(yardstick: Yardstick, latest: Reading, thresholds: Thresholds) -> Verdict:
    target, baseline = yardstick.targets[-1], yardstick.baseline
    expected = expected_value(latest.period, baseline=baseline, targets=yardstick.targets)
    share = None
    if baseline is not None and expected is not None:
        share = attainment(baseline=baseline.value, expected=expected, value=latest.value)
    if _reaches(latest.value, target.value, yardstick.direction):
        return Verdict(Status.ACHIEVED, Reason.REACHED, share, expected, latest)
    if baseline is None:
        return Verdict(Status.NO_DATA, Reason.NO_BASELINE, judged=latest)
    if share is None:
        held = _reaches(latest.value, baseline.value, yardstick.direction)
        status, reason = (Status.ON_TRACK, Reason.HELD) if held else (Status.OFF_TRACK, Reason.SLIPPED)
        return Verdict(status, reason, None, expected, latest)
    return Verdict(_graded(share, thresholds), Reason.ATTAINMENT, share, expected, latest)


def _graded(share: Decimal, thresholds: Thresholds) -> str:
    if share >= thresholds.on_track:
        return Status.ON_TRACK
    return Status.AT_RISK if share >= thresholds.at_risk else Status.OFF_TRACK


def _reaches(value: Decimal, mark: Decimal, direction: str) -> bool:
    return value <= mark if direction == Direction.DECREASE else value >= mark


def _is_good(course: str, direction: str) -> bool | None:
    if course == "flat" or direction not in (Direction.INCREASE, Direction.DECREASE):
        return None
    return (course == "up") == (direction == Direction.INCREASE)


def _month(period: Period) -> int:
    return 12 * period.end.year + period.end.month
