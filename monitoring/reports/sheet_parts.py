"""What sheets of data are made of: plain values, columns with their meaning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Number:
    """A number with the decimal places that it is shown with; years and numbers of rows are not grouped."""

    value: Decimal
    places: int = 0
    grouped: bool = True


Value = str | date | Number | None


@dataclass(frozen=True)
class Column:
    """A column, what it holds, and how wide it is; charts find it by its key."""

    label: str
    meaning: str
    width: int = 14
    key: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table of data. `frozen` columns stay in view."""

    name: str
    meaning: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    frozen: int = 1

    def place(self, key: str) -> int:
        """The number of a column, from 0."""
        return next(place for place, column in enumerate(self.columns) if column.key == key)


def number_of(value: str | None, places: int = 0) -> Number | None:
    """A number of the snapshot; an empty cell where there is none."""
    return None if value is None else Number(Decimal(value), places)


def day_of(value: str | None) -> date | None:
    """A day of the snapshot; an empty cell where there is none."""
    return date.fromisoformat(value) if value else None
