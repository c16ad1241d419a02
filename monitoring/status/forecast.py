"""Whether the target will be met if the trend goes on. Pure rules; numbers in and out are `Decimal`.

The trend is Theil's and Sen's: the median of the slopes between every two values, so that one odd value
does not turn it. The line passes through the median of time and of value. The interval at the target's
period holds both what is not known: the slope (its confidence interval) and the scatter of single values
around the line (Student's t times the scaled median absolute deviation).
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.db import models
from django.utils.translation import gettext_lazy as _

from strategy.indicators.periods import Period

from .rules import STALE_AFTER, Direction, Reading, Yardstick

FEWEST = 4  # values
LEVEL = Decimal("0.8")  # of the intervals: four times in five
HORIZON = 50  # years: a later arrival is none
PLACES = 6  # as many as the database keeps of a value
NORMAL = 1.4826  # the median absolute deviation of a normal scatter, as a standard deviation


class Outlook(models.TextChoices):
    """What the interval says about the target."""

    LIKELY = "likely", _("likely to be met")
    UNCERTAIN = "uncertain", _("uncertain")
    UNLIKELY = "unlikely", _("unlikely to be met")


class Silence(models.TextChoices):
    """Why there is no forecast."""

    NO_TARGET = "no_target", _("There is no target to be reached, so there is no forecast.")
    REACHED = "reached", _("The target has been reached, so nothing is left to forecast.")
    PASSED = "passed", _("The period of the target has come, so nothing is left to forecast.")
    NOT_COMPARABLE = (
        "not_comparable",
        _("Too few values are complete enough to be compared with each other; a forecast needs four."),
    )
    TOO_FEW = "too_few", _("There are too few values for a forecast: it needs at least four.")
    STALE = "stale", _("The latest value is too old for a forecast.")
    PENDING = "pending", _("The forecast is being computed.")


@dataclass(frozen=True, slots=True)
class Forecast:
    """The value to expect at the target's period, with its interval. Paces are changes in a year.

    `arrival`: the period in which the trend reaches the target; None where it does not within
    `HORIZON` years.
    """

    outlook: str
    target: Reading
    value: Decimal
    low: Decimal
    high: Decimal
    pace: Decimal
    pace_low: Decimal
    pace_high: Decimal
    required: Decimal
    arrival: Period | None
    since: Period
    until: Period
    values: int

    @property
    def label(self) -> str:
        """The outlook in words, in the active language."""
        return str(Outlook(self.outlook).label)


def silence_of(
    history: Sequence[Reading], yardstick: Yardstick, *, figures: int, on: datetime.date
) -> Silence | None:
    """Why there can be no forecast on a day; None where there can.

    `history` are the comparable values in any order, `figures` says how many values there are in all.
    """
    target = yardstick.target
    if target is None or yardstick.direction not in (Direction.INCREASE, Direction.DECREASE):
        return Silence.NO_TARGET
    latest = max(history, key=lambda reading: reading.period, default=None)
    if latest is not None and _meets(latest.value, target.value, yardstick.direction):
        return Silence.REACHED
    if target.period.end < on or (latest is not None and latest.period >= target.period):
        return Silence.PASSED
    if latest is None or len({reading.period for reading in history}) < FEWEST:
        return Silence.NOT_COMPARABLE if figures >= FEWEST else Silence.TOO_FEW
    if latest.period.age(on, yardstick.frequency) >= STALE_AFTER:
        return Silence.STALE
    return None


def forecast_of(history: Sequence[Reading], yardstick: Yardstick) -> Forecast:
    """The forecast from at least four values in any order; ask `silence_of` first."""
    target = yardstick.target
    readings = sorted(history, key=lambda reading: reading.period)
    if target is None or len(readings) < FEWEST:
        raise ValueError("a forecast needs a target and four values")
    line = _fit([_years(reading.period) for reading in readings], [float(r.value) for r in readings])
    latest, ahead = readings[-1], _years(target.period) - line.middle
    ends = [line.level + slope * ahead for slope in (line.slope_low, line.slope_high)]
    low, high = _decimal(min(ends) - line.scatter), _decimal(max(ends) + line.scatter)
    left = Decimal(str(_years(target.period) - _years(latest.period)))
    return Forecast(
        outlook=_outlook(low, high, target.value, yardstick.direction),
        target=target,
        value=_decimal(line.level + line.slope * ahead),
        low=low,
        high=high,
        pace=_decimal(line.slope),
        pace_low=_decimal(line.slope_low),
        pace_high=_decimal(line.slope_high),
        required=round((target.value - latest.value) / left, PLACES),
        arrival=_arrival(line, latest.period, target.value, yardstick),
        since=readings[0].period,
        until=latest.period,
        values=len(readings),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A line through the middle of time and of value. `scatter`: half the interval of one value."""

    middle: float
    level: float
    slope: float
    slope_low: float
    slope_high: float
    scatter: float


def _fit(times: list[float], values: list[float]) -> _Line:
    # scipy costs a web worker 90 MB and seconds at its start: only the job that keeps forecasts loads it.
    from scipy.stats import t, theilslopes

    found = theilslopes(values, times, alpha=float(LEVEL))
    middle, level = median(times), median(values)
    apart = [abs(y - level - found.slope * (x - middle)) for x, y in zip(times, values, strict=True)]
    quantile = t.ppf((1 + float(LEVEL)) / 2, len(values) - 2)
    slopes = (float(found.slope), float(found.low_slope), float(found.high_slope))
    return _Line(middle, level, slopes[0], slopes[1], slopes[2], float(quantile) * NORMAL * median(apart))


def _outlook(low: Decimal, high: Decimal, target: Decimal, direction: str) -> str:
    worst, best = (high, low) if direction == Direction.DECREASE else (low, high)
    if _meets(worst, target, direction):
        return Outlook.LIKELY
    return Outlook.UNCERTAIN if _meets(best, target, direction) else Outlook.UNLIKELY


def _arrival(line: _Line, latest: Period, target: Decimal, yardstick: Yardstick) -> Period | None:
    """The first period after the latest value at whose end the line has reached the target."""
    period = latest.next(yardstick.frequency)
    while _years(period) - _years(latest) <= HORIZON:
        reached = _decimal(line.level + line.slope * (_years(period) - line.middle))
        if _meets(reached, target, yardstick.direction):
            return period
        period = period.next(yardstick.frequency)
    return None


def _meets(value: Decimal, mark: Decimal, direction: str) -> bool:
    return value <= mark if direction == Direction.DECREASE else value >= mark


def _years(period: Period) -> float:
    """The end of a period on the line of time."""
    return period.end.year + period.end.month / 12


def _decimal(number: float) -> Decimal:
    return round(Decimal(str(number)), PLACES)
