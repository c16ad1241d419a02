"""The geometry of the Gantt chart: days in, pixels out. Pure; `gantt_svg` draws it.

The chart is one tall drawing that is shown in blocks of `BLOCK` rows, each below the years: a block is never
broken by the edge of a sheet, and an arrow runs on in the next one. The labels of the rows stand in HTML
beside each block, with the same height of row, so that they stay in place while the chart scrolls.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from .schedule import Row

ROW = 30
AXIS = 44
BLOCK = 20
USUAL = 860
MONTH = 10  # at least so wide, so that a plan of many years scrolls and does not shrink
THINNEST = 4
QUARTERS = {1: "I", 4: "II", 7: "III", 10: "IV"}
BEND = 10  # how far before its bar an arrow turns


@dataclass(frozen=True)
class Axis:
    """The time from the first day of a year to the last day of another, laid on a width."""

    first: int
    last: int
    width: float

    @classmethod
    def over(cls, first: int, last: int) -> "Axis":
        """An axis wide enough for its months."""
        return cls(first, last, max(USUAL, (last - first + 1) * 12 * MONTH))

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.first, 1, 1)

    @property
    def days(self) -> int:
        """How many days there are."""
        return (date(self.last, 12, 31) - self.start).days + 1

    @property
    def quarters(self) -> list[date]:
        """The day on which each quarter begins."""
        return [date(year, month, 1) for year in range(self.first, self.last + 1) for month in QUARTERS]

    def x(self, day: date) -> float:
        """Where a day begins; days outside lie on the nearer edge."""
        return min(max((day - self.start).days / self.days, 0), 1) * self.width


@dataclass(frozen=True)
class Band:
    """A block of rows in the drawing: from which row to which (exclusive), and where it lies."""

    first: int
    last: int

    @property
    def top(self) -> int:
        """The upper edge, where its axis begins."""
        return self.first // BLOCK * (AXIS + BLOCK * ROW)

    @property
    def height(self) -> int:
        """The height of its axis and rows."""
        return AXIS + (self.last - self.first) * ROW

    def touches(self, one: float, other: float) -> bool:
        """Whether anything between these two heights lies in the block."""
        return min(one, other) <= self.top + self.height and max(one, other) >= self.top


def bands_of(number: int) -> list[Band]:
    """The blocks of so many rows."""
    return [Band(first, min(first + BLOCK, number)) for first in range(0, number, BLOCK)]


def tops_of(number: int) -> list[int]:
    """The upper edge of each row in the drawing, the axes above the blocks counted in."""
    return [AXIS + index * ROW + (index // BLOCK) * AXIS for index in range(number)]


def extent_of(axis: Axis, row: Row) -> tuple[float, float] | None:
    """Left and right edge of a bar; an open end reaches the edge of the axis, milestones alone have none."""
    if row.start is None and row.end is None:
        return None
    left = axis.x(row.start) if row.start else 0.0
    right = axis.x(row.end + timedelta(days=1)) if row.end else axis.width
    return left, max(right, left + THINNEST)


@dataclass(frozen=True)
class Arrow:
    """A path, and the heights between which it runs."""

    path: str
    start: float
    end: float


def arrows_of(axis: Axis, rows: list[Row]) -> list[Arrow]:
    """From the end of each action to the beginning of the one that waits for it, where both are known."""
    places = dict(zip((row.code for row in rows), zip(rows, tops_of(len(rows)), strict=True), strict=True))
    arrows = []
    for row, top in places.values():
        for code in row.waits_for if row.start else ():
            before, above = places.get(code, (None, 0))
            if before and before.end:
                start = axis.x(before.end + timedelta(days=1)), above + ROW / 2
                end = axis.x(row.start), top + ROW / 2
                arrows.append(Arrow(path_of(start, end, axis.width), start[1], end[1]))
    return arrows


def path_of(start: tuple[float, float], end: tuple[float, float], width: float) -> str:
    """A path with right angles; where the next one begins earlier, it goes round between the rows.

    It never leaves the `width` of the chart.
    """
    (x1, y1), (x2, y2) = start, end
    if x2 - x1 >= 1.5 * BEND:
        return f"M{plain(x1)} {plain(y1)}H{plain(x2 - BEND)}V{plain(y2)}H{plain(x2 - 2)}"
    between = y2 - ROW / 2 if y2 > y1 else y2 + ROW / 2
    out, back = plain(min(x1 + 6, width - 1)), plain(max(x2 - BEND, 1))
    return f"M{plain(x1)} {plain(y1)}H{out}V{plain(between)}H{back}V{plain(y2)}H{plain(max(x2 - 2, 2))}"


def plain(number: float) -> str:
    """A number as SVG reads it, whatever the language of the page."""
    return f"{number:.1f}".rstrip("0").rstrip(".") if number % 1 else str(int(number))
