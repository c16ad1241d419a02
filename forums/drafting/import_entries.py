"""What a workbook says of actions, with the place of every value: what an import is read into. Pure."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import override

from .cells import amount
from .contents import natural
from .sheet_columns import ACTIONS, SheetPlan
from .validating import Fault


@dataclass(frozen=True)
class CellFault:
    """What is wrong with a cell: the sheet's name, the row as Excel counts, the column's letter and label."""

    sheet: str
    row: int
    letter: str
    label: str
    message: str


@dataclass(frozen=True)
class Spot:
    """Where a value of an action stands in the file."""

    sheet: str
    row: int
    letter: str = ""
    label: str = ""

    def fault(self, message: str) -> CellFault:
        """Something wrong here."""
        return CellFault(self.sheet, self.row, self.letter, self.label, message)


@dataclass
class Entry:
    """An action as the workbook has it: values by field, rows by sheet, and where each stands."""

    code: str
    spot: Spot
    is_listed: bool = True
    values: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    # For each sheet of rows: which row of the file each row of the content is.
    order: dict[str, list[int]] = field(default_factory=dict)

    def contents_of(self, key: str, have: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows as contents store them, in their order; what cannot be stored at all was told before."""
        pairs = [(stored_row(key, row, have), index) for index, row in enumerate(self.rows[key])]
        if key == "funding":
            pairs = [(row, index) for row, index in pairs if row["year"]]
            pairs.sort(key=lambda pair: (pair[0]["year"], natural(pair[0]["source"])))
        self.order[key] = [index for _row, index in pairs]
        return [row for row, _index in pairs]

    def place(self, fault: Fault) -> CellFault:
        """A fault of the action where its value stands in the file; at its row where it has no cell."""
        key, _dot, rest = fault.field.partition(".")
        number, _dot, name = rest.partition(".")
        row = f"{key}.{self.order[key][int(number)]}" if number and key in self.order else key
        spot = self.spots.get(f"{row}.{name}") or self.spots.get(row) or self.spot
        return spot.fault(fault.message)


def mapping_of(header: list[str], sheet: SheetPlan = ACTIONS) -> dict[str, str]:
    """Which column (by its index) is which field, told by the headings in either language."""
    labels: dict[str, str] = {}
    for language in ("pl", "en"):
        with override(language):
            labels |= {fold(str(column.label)): column.field for column in sheet.columns}
    mapping: dict[str, str] = {}
    for index, text in enumerate(header):
        name = labels.get(fold(text))
        if name and name not in mapping.values():
            mapping[str(index)] = name
    return mapping


def letter_of(index: int) -> str:
    """The letter of a column, as Excel names it."""
    return chr(ord("A") + index) if index < 26 else letter_of(index // 26 - 1) + letter_of(index % 26)


def stored_row(key: str, row: dict[str, Any], have: list[dict[str, Any]]) -> dict[str, Any]:
    """A row as contents store it; one without an identifier is known by its name."""
    if key == "funding":
        money = {name: str(amount(row.get(name))) for name in ("planned", "secured")}
        return {"source": row.get("source", ""), "year": row.get("year", 0), **money}
    found = row.get("key") or next((old["key"] for old in have if old["name"] == row.get("name")), "")
    named = {"key": found, "name": row.get("name") or ""}
    if key == "milestones":
        return named | {"due": row.get("due")}
    return named | {"unit": row.get("unit") or "", "target": row.get("target")}


def fold(text: str) -> str:
    """A text as it is compared: one space between words, no capitals."""
    return " ".join(text.split()).casefold()
