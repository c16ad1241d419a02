"""From municipalities to the metropolis, and from year to year. Pure rules, numbers are `Decimal`.

A missing municipality makes a figure incomplete: it says how many of how many, and who is missing.
Missing is never zero.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from strategy.indicators.models import Indicator
from strategy.indicators.periods import Period

Method = Indicator.Aggregation


class Part(NamedTuple):
    """What one municipality measured in a period.

    `population` is the weight for a weighted mean; `order` tells which value came last.
    """

    municipality: int
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    population: Decimal | None = None
    order: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of those asked have a value, and which have none."""

    present: int
    expected: int
    missing: tuple[int, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether nobody is missing."""
        return self.present >= self.expected


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A computed figure with its coverage.

    A sum with missing parts is too low by an unknown amount: it is shown, but not measured against a
    target. A mean, a ratio or a median of the parts there are can be.
    """

    value: Decimal
    coverage: Coverage
    is_additive: bool = False

    @property
    def is_comparable(self) -> bool:
        """Whether the figure may be measured against a target."""
        return self.coverage.is_complete or not self.is_additive


def aggregate(
    method: str, parts: Iterable[Part], *, members: Sequence[int], scale: Decimal = Decimal(1)
) -> Aggregate | None:
    """The figure of the metropolis in one period; None where there is none to compute.

    `members` are the municipalities of the period: others do not count. A part that lacks what the
    method needs (denominator, population) is missing. Methods that compute nothing (`not_set`,
    `not_additive`, `reported`) give None.
    """
    if method not in METHODS:
        return None
    usable, compute = METHODS[method]
    wanted = set(members)
    counted = [part for part in parts if part.municipality in wanted and usable(part)]
    if not counted:
        return None
    value = compute(counted)
    if method == Method.RATIO:
        value *= scale
    present = {part.municipality for part in counted}
    missing = tuple(member for member in members if member not in present)
    return Aggregate(value, Coverage(len(present), len(wanted), missing), is_additive=method == Method.SUM)


def differs(reported: Decimal, computed: Decimal, *, precision: int) -> bool:
    """Whether two figures are further apart than rounding to `precision` explains."""
    return abs(reported - computed) > Decimal("0.5").scaleb(-precision)


@dataclass(frozen=True, slots=True)
class Total:
    """A running total at the end of a period, and the periods that it should hold whole but does not."""

    value: Decimal
    missing: tuple[Period, ...] = ()


def running_totals(
    increments: Mapping[Period, Decimal],
    *,
    frequency: str,
    start: Decimal = Decimal(0),
    after: Period | None = None,
    incomplete: Collection[Period] = (),
) -> dict[Period, Total]:
    """Cumulative figures where each value adds to those before (`cumulative_add`).

    Counting begins with `start` (the baseline) after the period `after`; without a baseline, with the
    first value. A period without a value, or with an `incomplete` one, is named as missing from there
    on, never taken as zero.
    """
    totals: dict[Period, Total] = {}
    value, previous = start, after
    missing: tuple[Period, ...] = ()
    for period in sorted(increments):
        if after is not None and period <= after:
            continue
        missing += _between(previous, period, frequency)
        missing += (period,) if period in incomplete else ()
        value += increments[period]
        totals[period] = Total(value, missing)
        previous = period
    return totals


def _between(first: Period | None, last: Period, frequency: str) -> tuple[Period, ...]:
    """The periods strictly between two."""
    gaps = []
    period = first.next(frequency) if first else last
    while period < last:
        gaps.append(period)
        period = period.next(frequency)
    return tuple(gaps)


def _has_value(part: Part) -> bool:
    return True


def _has_population(part: Part) -> bool:
    return part.population is not None and part.population > 0


def _has_ratio(part: Part) -> bool:
    return part.numerator is not None and part.denominator is not None and part.denominator > 0


def _sum(parts: list[Part]) -> Decimal:
    return sum((part.value for part in parts), Decimal(0))


def _mean(parts: list[Part]) -> Decimal:
    return _sum(parts) / len(parts)


def _population_mean(parts: list[Part]) -> Decimal:
    weights = sum((part.population or Decimal(0) for part in parts), Decimal(0))
    return sum((part.value * (part.population or Decimal(0)) for part in parts), Decimal(0)) / weights


def _ratio(parts: list[Part]) -> Decimal:
    numerators = sum((part.numerator or Decimal(0) for part in parts), Decimal(0))
    return numerators / sum((part.denominator or Decimal(0) for part in parts), Decimal(0))


def _median(parts: list[Part]) -> Decimal:
    return median(part.value for part in parts)


def _last(parts: list[Part]) -> Decimal:
    return max(parts, key=lambda part: part.order).value


# Which parts a method can use, and what it makes of them.
METHODS: dict[str, tuple[Callable[[Part], bool], Callable[[list[Part]], Decimal]]] = {
    Method.SUM: (_has_value, _sum),
    Method.MEAN: (_has_value, _mean),
    Method.POPULATION_MEAN: (_has_population, _population_mean),
    Method.RATIO: (_has_ratio, _ratio),
    Method.MEDIAN: (_has_value, _median),
    Method.LAST: (_has_value, _last),
}
