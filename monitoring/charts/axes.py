"""Axes: round ticks, the place of a period on the line of time. Pure rules."""

import math
from collections.abc import Iterable
from decimal import Decimal

from strategy.indicators.periods import Period

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def nice_ticks(low: Decimal, high: Decimal, count: int = 5) -> list[Decimal]:
    """Round numbers, evenly spaced, that reach from at most `low` to at least `high`."""
    if low == high:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = Decimal(1)
    step = _round_step((high - low) / count)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [step * index for index in range(first, last + 1)]


def _round_step(rough: Decimal) -> Decimal:
    size = Decimal(1).scaleb(rough.adjusted())
    return next(size * step for step in _STEPS if size * step >= rough)


def value_range(values: Iterable[Decimal]) -> tuple[Decimal, Decimal]:
    """From where to where a line is drawn: from zero, unless that would flatten all its change."""
    low, high = min(values), max(values)
    if low >= 0 and high - low < high / 5 and high > low:
        return low - (high - low) / 4, high
    if high <= 0:
        return low, Decimal(0)
    return min(low, Decimal(0)), high


def decimals(step: Decimal) -> int:
    """How many decimals the labels of ticks need."""
    return max(0, -int(step.normalize().as_tuple().exponent))


def moment(period: Period) -> float:
    """The place of a period on the axis of time: years, each month a twelfth."""
    return period.start.year + (period.start.month - 1) / 12


def year_ticks(first: float, last: float, most: int) -> list[int]:
    """The years that the axis names: all of them, or every second, fifth, tenth."""
    start, end = math.ceil(first), math.floor(last)
    for step in (1, 2, 5, 10, 20):
        years = [year for year in range(start, end + 1) if (end - year) % step == 0]
        if len(years) <= most:
            return years
    return years


def with_gaps(periods: Iterable[Period], frequency: str) -> list[Period]:
    """The periods and those missing between them, in order: a line breaks where a value is missing."""
    ordered = sorted(set(periods))
    if not ordered:
        return []
    whole = {*ordered}
    step = ordered[0]
    while step < ordered[-1]:
        whole.add(step)
        step = step.next(frequency)
    return sorted(whole)
