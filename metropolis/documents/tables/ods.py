"""Cells of an OpenDocument spreadsheet with their kinds, read row by row."""

from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, iterparse  # no entities: see the guards
from zipfile import ZipFile

from .cells import (
    BOOL,
    DATE,
    ERROR,
    FORMULA,
    MAX_COLUMNS,
    PERCENT,
    Cell,
    Sheet,
    clean,
    letter_of,
    number_text,
    trimmed,
)
from .guards import NotReadable, not_a_workbook
from .limits import Limit

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_ODD = {"percentage": PERCENT, "boolean": BOOL, "date": DATE, "time": DATE}
# An empty cell is repeated to the end of the sheet: nothing is read beyond what a person fills in.
_REPEATED = 1_000


def read_ods(data: bytes) -> list[Sheet]:
    """Every sheet. The guards were asked before. Raises NotReadable."""
    try:
        with ZipFile(BytesIO(data)) as archive, archive.open("content.xml") as stream:
            return list(_sheets(stream))
    except (ParseError, KeyError, ValueError) as fault:
        if isinstance(fault, NotReadable):
            raise
        raise NotReadable(not_a_workbook()) from fault


def _sheets(stream) -> Iterator[Sheet]:
    reading: _Reading | None = None
    for event, element in iterparse(stream, events=("start", "end")):  # noqa: S314  # as above
        if element.tag == f"{_TABLE}table" and event == "start":
            reading = _Reading(element.get(f"{_TABLE}name", ""))
        elif reading is not None and event == "end":
            if element.tag == f"{_TABLE}table-row":
                reading.row(element)
                element.clear()
            elif element.tag == f"{_TABLE}table":
                yield reading.sheet
                reading = None
                element.clear()


class _Reading:
    """One sheet while it is read."""

    def __init__(self, name: str):
        self.sheet, self.number, self.limit = Sheet(name, []), 0, Limit(name)

    def row(self, element: Element) -> None:
        """One row, as often as it repeats itself."""
        cells = trimmed(list(self._cells(element)))
        repeated = _count(element, "number-rows-repeated")
        if not cells:
            self.number += repeated
            return
        for _time in range(repeated):
            self.number += 1
            self.limit.reached(self.number)
            self.limit.count(cells)
            self.sheet.rows.append((self.number, cells))
            if element.get(f"{_TABLE}visibility", "visible") != "visible":
                self.sheet.hidden.append(self.number)

    def _cells(self, element: Element) -> Iterator[Cell]:
        index = 0
        for child in element:
            if child.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                continue
            self._merged(child, index)
            cell = _cell(child)
            for _time in range(min(_count(child, "number-columns-repeated"), _REPEATED)):
                if index >= MAX_COLUMNS:
                    return
                yield cell
                index += 1

    def _merged(self, cell: Element, index: int) -> None:
        columns, rows = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
        if columns > 1 or rows > 1:
            first, last = self.number + 1, self.number + rows
            self.sheet.merged.append(f"{letter_of(index)}{first}:{letter_of(index + columns - 1)}{last}")


def _count(element: Element, name: str) -> int:
    return max(int(element.get(f"{_TABLE}{name}", "1")), 1)


def _cell(element: Element) -> Cell:
    kind = element.get(f"{_OFFICE}value-type", "")
    if formula := element.get(f"{_TABLE}formula"):
        return [FORMULA, formula.removeprefix("of:")[:80]]
    shown = clean("\n".join(_plain(one) for one in element.findall(f"{_TEXT}p")))
    if element.get(f"{_CALC}value-type") == "error" or shown.startswith(("#N/", "#REF", "#DIV")):
        return [ERROR, shown]
    if kind in ("float", "currency"):
        return number_text(float(element.get(f"{_OFFICE}value", "")))
    if kind == "percentage":
        return [PERCENT, number_text(float(element.get(f"{_OFFICE}value", "")))]
    if kind in _ODD:
        raw = element.get(f"{_OFFICE}{kind}-value", shown)
        return [_ODD[kind], {"true": "1", "false": "0"}.get(raw, raw)]
    return shown


def _plain(element: Element) -> str:
    """The text of a paragraph: several spaces and line breaks are elements of their own."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(int(child.get(f"{_TEXT}c", "1")), _REPEATED))
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag != f"{_OFFICE}annotation":
            parts.append(_plain(child))
        parts.append(child.tail or "")
    return "".join(parts)
