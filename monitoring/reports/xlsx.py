"""The report as a workbook: first how to read it, then data with types, filters and frozen panes.

No cell can run as a formula: every text is written as a text, whatever it begins with.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from textwrap import wrap

from django.utils.translation import gettext as _
from django.utils.translation import override

from . import sheets
from .document import Document
from .frozen import Frozen
from .reader import Reader
from .sheet_charts import charts_of
from .xlsx_charts import A4, draw

# The longest text that a cell holds.
_CELL = 32_767
# The height of a line and the most that a row may have, in points.
_LINE, _TALLEST = 15, 405
# The button of a filter takes the room of so many letters.
_BUTTON = 3


def write(content: Frozen, document: Document, path: Path) -> None:
    """Write the workbook. The same snapshot gives the same bytes."""
    import xlsxwriter

    as_of = datetime.combine(date.fromisoformat(content["report"]["as_of"]), time(12), UTC)
    # Rows are written in order, so that none needs to be kept in memory.
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(str(path), options)
    with override(document.language):
        book.set_properties(
            {
                "title": document.title,
                "author": document.association,
                "created": as_of.replace(tzinfo=None),
                "comments": _("Data as of %(day)s") % {"day": document.as_of},
            }
        )
        _Book(book).fill(Reader(content, document.language), document)
    book.close()


class _Book:
    """A workbook with its formats."""

    def __init__(self, book):
        self.book = book
        font = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
        self.head = book.add_format(
            {**font, "bold": True, "bottom": 1, "text_wrap": True, "bg_color": "#E9F0F6"}
        )
        self.title = book.add_format({**font, "bold": True, "font_size": 16, "font_color": "#0C4A7D"})
        self.plain = book.add_format({**font, "text_wrap": True})
        self.strong = book.add_format({**font, "bold": True, "text_wrap": True})
        self.day = book.add_format({**font, "num_format": "yyyy-mm-dd", "align": "left"})
        self._font, self._numbers = font, {}

    def number(self, number: sheets.Number):
        """The format of numbers like this one."""
        shape = "#,##0" if number.grouped else "0"
        shape += "." + "0" * number.places if number.places else ""
        if shape not in self._numbers:
            self._numbers[shape] = self.book.add_format({**self._font, "num_format": shape})
        return self._numbers[shape]

    def fill(self, reader: Reader, document: Document) -> None:
        """All sheets: how to read them, the charts, the data."""
        data = sheets.data_of(reader, document)
        charts = charts_of(reader, data)
        self._guide(sheets.guide(document, data.shown, has_charts=bool(charts)), document.title)
        if charts:
            draw(self.book, sheets.charts_sheet(), charts)
        for sheet in data.shown:
            self._data(sheet)

    def _guide(self, lines: Iterable[tuple[str, str]], title: str) -> None:
        """The first sheet: what the report is, what each sheet and column holds."""
        page = self.book.add_worksheet(_("How to read"))
        page.hide_gridlines(2)
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.set_column(0, 0, 30)
        page.set_column(1, 1, 100)
        page.write_string(0, 0, title, self.title)
        for row, (name, meaning) in enumerate(lines, start=2):
            page.write_string(row, 0, name[:_CELL], self.strong)
            page.write_string(row, 1, meaning[:_CELL], self.plain)

    def _data(self, sheet: sheets.Sheet) -> None:
        """One table: header, rows, a filter over all of it, panes frozen at the header."""
        page = self.book.add_worksheet(sheet.name)
        page.set_row(0, _head_height(sheet.columns))
        for index, column in enumerate(sheet.columns):
            page.write_string(0, index, column.label, self.head)
            page.set_column(index, index, column.width, self.plain)  # of empty cells, which are not written
        for number, values in enumerate(sheet.rows, start=1):
            page.set_row(number, _height(sheet.columns, values))
            self._row(page, number, values)
        page.freeze_panes(1, sheet.frozen)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        if sheet.columns:
            page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)

    def _row(self, page, number: int, values: Iterable[sheets.Value]) -> None:
        for index, value in enumerate(values):
            if value is None:
                continue
            if isinstance(value, sheets.Number):
                page.write_number(number, index, float(value.value), self.number(value))
            elif isinstance(value, date):
                page.write_datetime(number, index, datetime.combine(value, time()), self.day)
            else:
                page.write_string(number, index, value[:_CELL], self.plain)


def _head_height(columns: Sequence[sheets.Column]) -> int:
    """Room for the heads, which stand beside the buttons of the filter."""
    return _LINE * max((len(wrap(one.label, one.width - _BUTTON)) for one in columns), default=1)


def _height(columns: Sequence[sheets.Column], values: Sequence[sheets.Value]) -> int:
    """Room for the longest text of a row: not every program finds it for itself."""
    lines = [
        -(-len(value) // column.width)
        for column, value in zip(columns, values, strict=True)
        if isinstance(value, str) and value
    ]
    return min(_LINE * max(lines, default=1), _TALLEST)
