"""Where in a file the rows of a campaign are, and which column is which field."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import override

from metropolis.documents.tables.cells import Cell, Sheet, text
from metropolis.documents.tables.guards import NotReadable

from .columns import BY_FIELD, DATA_NAME, fields_by_heading, fold

# Headings stand in one of the first rows; above them people write titles.
HEADING_ROWS = 20
ENOUGH = 2
_ANSWERS = ("value", "reason")


@dataclass
class Table:
    """The sheet with the data: its headings and the rows below them, with their numbers in the file."""

    sheet: str
    heading_row: int
    heading: list[str]
    rows: list[tuple[int, list[Cell]]]
    hidden: list[int] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)

    def to_json(self) -> dict:
        """For a JSON column."""
        return dict(vars(self))


def locate(sheets: list[Sheet]) -> Table:
    """The sheet and the row whose headings are best known. Raises NotReadable where nothing is filled in."""
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise NotReadable(_("The file has no rows."))
    known = fields_by_heading()
    places = [(_known(row, known), sheet, index) for sheet in filled for index, row in _top(sheet)]
    best, sheet, index = max(places, key=lambda place: (place[0], _is_named(place[1])))
    if best < ENOUGH:
        sheet, index = next(((one, 0) for one in filled if _is_named(one)), (filled[0], 0))
    number, cells = sheet.rows[index]
    if not (rows := sheet.rows[index + 1 :]):
        raise NotReadable(_("The sheet has no rows below its headings."))
    heading = [text(cell) for cell in cells]
    return Table(sheet.name, number, heading, rows, sheet.hidden, sheet.merged)


def mapping_of(heading: list[str]) -> dict[str, str]:
    """Which column (by its index) is which field; the first of two columns of one name."""
    known, mapping = fields_by_heading(), {}
    for index, words in enumerate(heading):
        name = known.get(fold(words))
        if name and name not in mapping.values():
            mapping[str(index)] = name
    return mapping


def missing_columns(mapping: dict[str, str]) -> list[str]:
    """Labels of what a file cannot do without; empty where it is all there."""
    have, missing = set(mapping.values()), []
    if not have & {"key", "code"}:
        missing.append(str(BY_FIELD["code"].label))
    if not (have & set(_ANSWERS) or {"numerator", "denominator"} <= have):
        missing.append(str(BY_FIELD["value"].label))
    return missing


def _top(sheet: Sheet) -> list[tuple[int, list[Cell]]]:
    return [(index, cells) for index, (_number, cells) in enumerate(sheet.rows[:HEADING_ROWS])]


def _known(cells: list[Cell], known: dict[str, str]) -> int:
    return len({known[words] for cell in cells if (words := fold(text(cell))) in known})


def _is_named(sheet: Sheet) -> bool:
    names = set()
    for language in ("pl", "en"):
        with override(language):
            names.add(fold(str(DATA_NAME)))
    return fold(sheet.name) in names
