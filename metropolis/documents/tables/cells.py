"""A sheet as it was read: rows with their numbers, cells as texts, and what is odd about a cell.

Everything is plain JSON, so that a sheet can wait in the database. A cell is a text; where it is more
than its text it is a pair of what it is and the text: `["formula", "=A1"]`.
"""

from dataclasses import dataclass, field
from decimal import Decimal

FORMULA, ERROR, DATE, PERCENT, BOOL = "formula", "error", "date", "percent", "bool"
Cell = str | list[str]
MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_LETTERS = 20_000_000
# Empty rows are stepped over up to here; nobody's data begin so far down.
LAST_ROW = 60_000


@dataclass
class Sheet:
    """Rows with anything in them as (number in the file, cells); numbers of hidden rows; merged ranges."""

    name: str
    rows: list[tuple[int, list[Cell]]]
    hidden: list[int] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


def kind(cell: Cell) -> str:
    """What the cell is, beside a text or a number; "" for those."""
    return "" if isinstance(cell, str) else cell[0]


def text(cell: Cell) -> str:
    """What the cell says."""
    return cell if isinstance(cell, str) else cell[1]


def number_text(value: float | int) -> str:
    """A number of a cell as a text without exponent, thousands or a needless fraction."""
    number = Decimal(repr(value))
    return format(number.to_integral() if number == number.to_integral() else number, "f")


def letter_of(index: int) -> str:
    """The letter of a column, as Excel names it."""
    return chr(ord("A") + index) if index < 26 else letter_of(index // 26 - 1) + letter_of(index % 26)


def trimmed(cells: list[Cell]) -> list[Cell]:
    """Without the empty cells at the end."""
    while cells and not cells[-1]:
        cells.pop()
    return cells


def clean(value: str) -> str:
    """A text without what no cell shows."""
    return value.replace("\r\n", "\n").replace("_x000D_", "").replace("\x00", "").strip()
