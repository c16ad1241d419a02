"""Figures of the Local Data Bank from a file. Pure.

Its JSON answers, a table with named columns, or a table that was exported on its web pages.
"""

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from metropolis.ui.numbers import NotANumber, parse_decimal

from .candidates import Series
from .exports import NotOneQuantity, is_export, read_export
from .shapes import Figure, Malformed, loads, read_day, read_page
from .units import unit_like

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 100_000
MOST_FAULTS = 20
NEEDED = ("variable_id", "unit_id", "year", "value")
FURTHER = ("attr_id", "last_update")


class FileFault(ValueError):
    """The file cannot be read; `sentences` say where and why."""

    def __init__(self, *sentences: str):
        super().__init__(*sentences)
        self.sentences = list(sentences)


@dataclass(frozen=True)
class Parsed:
    """The figures of a file as rows that can be kept as JSON."""

    name: str
    rows: list[dict[str, Any]]


def read_file(name: str, content: bytes, variable: int | None = None) -> Parsed:
    """The figures of a JSON or CSV file; `FileFault` names every line that is wrong, at most twenty.

    `variable` is needed for a table exported on the web pages, which does not name it.
    """
    if not content.strip():
        raise FileFault(_("The file is empty."))
    if len(content) > MOST_BYTES:
        raise FileFault(_("The file has more than %(limit)s MB.") % {"limit": MOST_BYTES // 1024**2})
    if content[:4] == b"PK\x03\x04":
        raise FileFault(_("This is an Excel file. Save it as CSV and send it again."))
    text = _decoded(content)
    if text.lstrip()[:1] in ("{", "["):
        rows = _from_json(text)
    else:
        rows = _from_export(text, variable) if is_export(text) else _from_csv(text)
    if not rows:
        raise FileFault(_("The file holds no figures."))
    if len(rows) > MOST_ROWS:
        raise FileFault(_("The file has more than %(limit)s figures.") % {"limit": MOST_ROWS})
    return Parsed(name, rows)


def series_of(rows: list[dict[str, Any]]) -> list[Series]:
    """The rows again as figures, by variable."""
    by_variable: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        by_variable.setdefault(row["variable"], []).append(row)
    return [_series(variable, some) for variable, some in by_variable.items()]


def _series(variable, rows):
    days = [day for row in rows if (day := read_day(row["updated"]))]
    figures = [
        Figure(row["unit"], row["year"], None if row["value"] is None else Decimal(row["value"]), row["mark"])
        for row in rows
    ]
    return Series(variable, max(days, default=None), figures)


def _decoded(content):
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return content.decode("cp1250")
        except UnicodeDecodeError as fault:
            raise FileFault(_("The file is not a text in UTF-8 or Windows-1250.")) from fault


def _from_json(text):
    try:
        data = loads(text)
        pages = [read_page(page) for page in (data if isinstance(data, list) else [data])]
    except Malformed as fault:
        raise FileFault(str(fault)) from fault
    return [
        _row(page.variable, figure.unit, figure.year, figure.value, figure.attribute, page.updated_on)
        for page in pages
        for figure in page.figures
    ]


def _row(variable, unit, year, value, mark, day):
    return {
        "variable": variable,
        "unit": unit,
        "year": year,
        "value": None if value is None else str(value),
        "mark": mark,
        "updated": day.isoformat() if day else "",
    }


def _from_csv(text):
    head = text.split("\n", 1)[0]
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in head else ",", strict=True)
    rows, faults = [], []
    try:
        names = [(name or "").strip().lower() for name in table.fieldnames or []]
        missing = [name for name in NEEDED if name not in names]
        if missing:
            raise FileFault(_("These columns are missing: %(names)s.") % {"names": ", ".join(missing)})
        table.fieldnames = names
        for line in table:
            _add_line(line, table.line_num, rows, faults)
    except csv.Error as fault:
        raise FileFault(_("The table is broken in line %(line)s.") % {"line": table.line_num}) from fault
    if faults:
        raise FileFault(*faults[:MOST_FAULTS])
    return rows


def _from_export(text, variable):
    if variable is None:
        raise FileFault(_("This table does not name its variable: choose it below the file."))
    rows, faults = [], []
    try:
        for line in read_export(text):
            cells = dict.fromkeys(FURTHER, "") | {
                "variable_id": str(variable),
                "unit_id": _as_unit(line.unit),
            }
            _add_line(cells | {"year": line.year, "value": line.value}, line.number, rows, faults)
    except NotOneQuantity as fault:
        raise FileFault(str(fault)) from fault
    except csv.Error as fault:
        raise FileFault(_("The table is broken.")) from fault
    if faults:
        raise FileFault(*faults[:MOST_FAULTS])
    return rows


def _as_unit(code):
    """A register code of seven digits as a unit; a spreadsheet may have dropped its first zero."""
    return unit_like(code.zfill(7)) if _is_digits(code, 7) and len(code) > 5 else code


def _add_line(line, number, rows, faults):
    cells = {name: (line.get(name) or "").strip() for name in (*NEEDED, *FURTHER)}
    if not any(cells.values()):
        return
    if len(faults) > MOST_FAULTS:
        return
    try:
        rows.append(_read_line(cells))
    except ValueError as fault:
        faults.append(_("Line %(line)s: %(fault)s") % {"line": number, "fault": fault})


def _read_line(cells):
    variable, unit, year = cells["variable_id"], cells["unit_id"], cells["year"]
    if not _is_digits(variable, 9):
        raise ValueError(_("the variable is not a number."))
    if len(unit) == 11:
        unit = f"0{unit}"  # a spreadsheet takes the number of a unit for a quantity and drops its zero
    if not (_is_digits(unit, 12) and len(unit) == 12):
        raise ValueError(_("the number of a unit has 12 digits."))
    if not (_is_digits(year, 4) and len(year) == 4):
        raise ValueError(_("the year has 4 digits."))
    try:
        value = parse_decimal(cells["value"]) if cells["value"] else None
    except NotANumber as fault:
        raise ValueError(_("“%(text)s” is not one number.") % {"text": cells["value"][:40]}) from fault
    mark = int(cells["attr_id"]) if _is_digits(cells["attr_id"], 4) else None
    return _row(int(variable), unit, int(year), value, mark, read_day(cells["last_update"]))


def _is_digits(text, longest):
    return text.isascii() and text.isdigit() and len(text) <= longest
