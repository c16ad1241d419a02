"""How values of municipalities lie beside each other: median, quartiles, places. Pure rules."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

# Of fewer values a median says nothing that the values themselves do not say.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Spread:
    """Lowest and highest value, and the points that cut the ordered values into quarters."""

    count: int
    low: Decimal
    first_quartile: Decimal
    median: Decimal
    third_quartile: Decimal
    high: Decimal


def spread_of(values: Iterable[Decimal]) -> Spread | None:
    """The spread of at least three values; None of fewer."""
    ordered = sorted(values)
    if len(ordered) < FEWEST:
        return None
    first, median, third = (quantile(ordered, Decimal(step) / 4) for step in (1, 2, 3))
    return Spread(len(ordered), ordered[0], first, median, third, ordered[-1])


def quantile(ordered: list[Decimal], share: Decimal) -> Decimal:
    """The value below which `share` of the ordered values lie; between two values on a straight line."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def not_worse(value: Decimal, median: Decimal, *, rising_is_good: bool) -> bool:
    """Whether a value lies at the median or on its good side."""
    return value >= median if rising_is_good else value <= median


def places(values: Mapping[int, Decimal], *, rising_is_good: bool = True) -> dict[int, int]:
    """Key -> its place, 1 for the best; equal values share the better place."""
    ordered = sorted(-value if rising_is_good else value for value in values.values())
    return {
        key: bisect_left(ordered, -value if rising_is_good else value) + 1 for key, value in values.items()
    }


def levels(values: Mapping[int, Decimal], count: int = 4) -> dict[int, int]:
    """Key -> the part of the ordered values in which it lies: 0 lowest, `count` - 1 highest."""
    ordered = sorted(values.values())
    return {key: bisect_left(ordered, value) * count // len(ordered) for key, value in values.items()}
