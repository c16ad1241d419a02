"""Cells of an XLSX workbook with their kinds: read in one pass, in rows, without keeping the workbook."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from .cells import BOOL, DATE, ERROR, FORMULA, MAX_COLUMNS, PERCENT, Cell, Sheet, clean, number_text, trimmed
from .guards import NotReadable, not_a_workbook
from .limits import Limit

MAX_SHEETS = 20
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_NUMBER = re.compile(rb'\br="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z0-9:]+)"')
_QUOTED = re.compile(r'"[^"]*"|\\.')


def read_xlsx(data: bytes) -> list[Sheet]:
    """Every sheet with cells. The guards were asked before. Raises NotReadable."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, keep_links=False)
        pages = [page for page in book.worksheets if hasattr(page, "iter_rows")]
        return [_sheet(page, data) for page in pages[:MAX_SHEETS]]
    except NotReadable:
        raise
    except Exception as fault:  # openpyxl raises whatever a broken part makes it stumble over
        raise NotReadable(not_a_workbook()) from fault


def _sheet(page, data: bytes) -> Sheet:
    page.reset_dimensions()
    rows = list(_rows(page))
    hidden, merged = _look(data, page._worksheet_path)
    return Sheet(page.title, rows, hidden, merged)


def _rows(page) -> Iterator[tuple[int, list[Cell]]]:
    limit = Limit(page.title)
    for number, row in enumerate(page.iter_rows(max_col=MAX_COLUMNS), 1):
        limit.reached(number)
        cells = trimmed([_cell(cell) for cell in row])
        if cells:
            limit.count(cells)
            yield number, cells


def _cell(cell) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return [FORMULA, _formula(value)]
    if cell.data_type == "e":
        return [ERROR, str(value)]
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return [BOOL, "1" if value else "0"]
    if isinstance(value, (int, float)):
        shape = cell.number_format
        is_percent = "%" in shape and "%" in _QUOTED.sub("", shape)
        return [PERCENT, number_text(value)] if is_percent else number_text(value)
    return _moment(value)


def _formula(value: Any) -> str:
    formula = value if isinstance(value, str) else getattr(value, "text", None) or ""
    return re.sub(r"\s+", " ", formula)[:80]


def _moment(value: Any) -> Cell:
    if isinstance(value, datetime):
        return [DATE, value.date().isoformat() if value.time() == time() else value.isoformat(" ")]
    return [DATE, value.isoformat() if isinstance(value, (date, time)) else str(value)]


def _look(data: bytes, path: str) -> tuple[list[int], list[str]]:
    """Hidden rows and merged cells, which openpyxl tells only of whole workbooks in memory."""
    with ZipFile(BytesIO(data)) as archive:
        source = archive.read(path.lstrip("/"))
    hidden = []
    for count, found in enumerate(_ROW.finditer(source), 1):
        if _HIDDEN.search(found[0]):
            number = _NUMBER.search(found[0])
            hidden.append(int(number[1]) if number else count)
    return hidden, [one.decode() for one in _MERGED.findall(source)]
