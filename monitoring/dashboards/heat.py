"""The table of municipalities and areas: where data exist, and how they stand. Pure rules.

Most indicators have no target today, so the table does not judge. It says for how many indicators of an
area a municipality has data, and in how many of them it is not worse than the median municipality.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .spread import not_worse, spread_of

LEVELS = 4


@dataclass(frozen=True, slots=True)
class Measured:
    """One indicator: the areas it counts for, its comparable values of the latest period.

    `rising_is_good` is None where no direction is good; such an indicator is never compared.
    """

    areas: frozenset[int | None]
    values: Mapping[int, Decimal]
    rising_is_good: bool | None
    known: frozenset[int]


@dataclass(frozen=True, slots=True)
class Cell:
    """A municipality in an area, or in all of them."""

    with_data: int = 0
    expected: int = 0
    not_worse: int = 0
    compared: int = 0

    def plus(self, other: "Cell") -> "Cell":
        """Both together."""
        return Cell(
            self.with_data + other.with_data,
            self.expected + other.expected,
            self.not_worse + other.not_worse,
            self.compared + other.compared,
        )


@dataclass(frozen=True, slots=True)
class Heat:
    """Cells by (municipality, area), and by municipality for all areas, each indicator once."""

    cells: Mapping[tuple[int, int | None], Cell]
    totals: Mapping[int, Cell]
    areas: frozenset[int | None]


def heat_of(indicators: Iterable[Measured], municipalities: Iterable[int]) -> Heat:
    """The whole table."""
    cells: dict[tuple[int, int | None], Cell] = {}
    everybody = list(municipalities)
    totals = dict.fromkeys(everybody, Cell())
    areas: set[int | None] = set()
    for one in indicators:
        areas |= one.areas
        for municipality, cell in _row(one, everybody).items():
            totals[municipality] = totals[municipality].plus(cell)
            for area in one.areas:
                key = municipality, area
                cells[key] = cells.get(key, Cell()).plus(cell)
    return Heat(cells, totals, frozenset(areas))


def _row(one: Measured, municipalities: Iterable[int]) -> dict[int, Cell]:
    spread = spread_of(one.values.values())
    rising = one.rising_is_good
    if spread is None or rising is None:
        return {key: Cell(int(key in one.known), 1) for key in municipalities}
    return {
        key: Cell(
            int(key in one.known),
            1,
            _beats(one.values.get(key), spread.median, rising),
            int(key in one.values),
        )
        for key in municipalities
    }


def _beats(value: Decimal | None, median: Decimal, rising: bool) -> int:
    return int(value is not None and not_worse(value, median, rising_is_good=rising))


def level(part: int, whole: int) -> int | None:
    """How dark a share is: 0 for nothing, 3 for all, None where there is nothing to share."""
    if not whole:
        return None
    if part in (0, whole):
        return 0 if part == 0 else LEVELS - 1
    return 1 if part * 2 < whole else 2
