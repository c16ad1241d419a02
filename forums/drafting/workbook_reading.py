"""Reading a workbook that somebody uploaded: what it is not is said first, then its cells as texts.

The result is plain JSON: {"actions": {"name", "header", "rows": [[number, [cells]], ...]}, ...}. Whether
the cells mean anything is for `importing` to say.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from metropolis.documents.tables.guards import XLSX, NotReadable, bytes_of, kind_of, not_a_workbook
from metropolis.ui.numbers import format_decimal

from .sheet_columns import SHEETS, SheetPlan

MAX_ROWS = 5_000
MAX_COLUMNS = 60
# Empty rows are stepped over up to here; nobody's data begin so far down.
LAST_ROW = 20_000

Sheets = dict[str, dict[str, Any]]


def read_workbook(upload) -> Sheets:
    """The sheets of actions in an uploaded file. Raises NotReadable."""
    data = bytes_of(upload)
    has_formulas = _has_formulas(data)
    try:
        values = _sheets(data, values=True)
        return _with_formulas(values, _sheets(data, values=False)) if has_formulas else values
    except NotReadable:
        raise
    except Exception as fault:  # openpyxl raises whatever a broken part makes it stumble over
        raise NotReadable(not_a_workbook()) from fault


def _has_formulas(data: bytes) -> bool:
    """Whether any sheet has a formula. Raises NotReadable for what is no workbook, or a dangerous one."""
    if kind_of(data) != XLSX:
        raise NotReadable(not_a_workbook())
    with ZipFile(BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f" in archive.read(name) for name in sheets if name.endswith(".xml"))


def _sheets(data: bytes, *, values: bool) -> Sheets:
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=values, keep_links=False)
    found: Sheets = {}
    for sheet in SHEETS:
        page = _page(book, sheet)
        if page is not None and hasattr(page, "iter_rows"):
            found[sheet.key] = _sheet(page)
    if "actions" not in found:
        raise NotReadable(
            _("The workbook has no sheet “%(name)s”. Start from the template.") % {"name": SHEETS[0].name}
        )
    if sum(len(one["rows"]) for one in found.values()) == 0:
        raise NotReadable(_("The sheets have no rows below their headings."))
    return found


def _page(book, sheet: SheetPlan):
    """The sheet by its name in either language; a lone sheet is the one of actions."""
    names = set()
    for language in ("pl", "en"):
        with override(language):
            names.add(str(sheet.name).casefold())
    found = [name for name in book.sheetnames if name.strip().casefold() in names]
    if not found and sheet.key == "actions" and len(book.sheetnames) == 1:
        found = book.sheetnames
    return book[found[0]] if found else None


def _sheet(page) -> dict[str, Any]:
    page.reset_dimensions()
    rows = _rows(page)
    header = next(rows, (0, []))
    kept = []
    for number, cells in rows:
        kept.append([number, cells[: len(header[1])]])
        if len(kept) > MAX_ROWS:
            raise NotReadable(
                ngettext(
                    "The sheet “%(name)s” has more than %(limit)s row. Part the file.",
                    "The sheet “%(name)s” has more than %(limit)s rows. Part the file.",
                    MAX_ROWS,
                )
                % {"name": page.title, "limit": format_decimal(MAX_ROWS)}
            )
    return {"name": page.title, "header": header[1], "rows": kept}


def _rows(page) -> Iterator[tuple[int, list[str]]]:
    """Rows with anything in them, with their numbers in the sheet; cells as texts."""
    for number, row in enumerate(page.iter_rows(max_col=MAX_COLUMNS, values_only=True), 1):
        if number > LAST_ROW:
            words = {"name": page.title, "limit": format_decimal(LAST_ROW)}
            raise NotReadable(_("The sheet “%(name)s” has data below row %(limit)s.") % words)
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _text(value: Any) -> str:
    """A cell as a text that is read the same: days as 2027-03-31, numbers without thousands."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        number = Decimal(repr(value))
        return format(number.to_integral() if number == number.to_integral() else number, "f")
    return str(value).replace("\r\n", "\n").replace("\x00", "").strip()


def _with_formulas(values: Sheets, formulas: Sheets) -> Sheets:
    """A cell whose formula has no result says the formula itself, so that it can be named as a fault."""
    for key, sheet in values.items():
        known = dict(sheet["rows"])
        for number, cells in formulas[key]["rows"]:
            have = known.get(number, [])
            text = [one or _formula(cells, index) for index, one in enumerate(have)]
            text += [_formula(cells, index) for index in range(len(have), len(cells))]
            known[number] = text
        sheet["rows"] = [[number, known[number]] for number in sorted(known)]
    return values


def _formula(cells: list[str], index: int) -> str:
    text = cells[index] if index < len(cells) else ""
    return re.sub(r"\s+", " ", text) if text.startswith("=") else ""
