"""A campaign as a workbook: first how to fill it in, then the rows, of which only the inputs can be changed.

Rows are written one by one and none is kept, so memory does not grow with the campaign. No cell can
run as a formula, and the file's properties name nobody.
"""

import tempfile
from collections.abc import Iterable
from decimal import Decimal
from typing import IO, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from metropolis.ui.dates import long_date
from metropolis.ui.numbers import format_decimal
from monitoring.campaigns.rows import Row
from monitoring.values.naming import period_name

from .columns import CHOICE, COLUMNS, DATA_NAME, GUIDE_NAME, LISTS_NAME, NUMBER, REASONS, Column
from .lines import Value, line_of, open_fields
from .scope import Scope

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The longest text that a cell holds.
CELL = 32_767
_RISKY = ("=", "+", "-", "@", "\t")
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# What a person may do in a protected sheet without a password: sort out widths and filters, never rows.
_MAY = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": False}


def write_xlsx(scope: Scope) -> IO[bytes]:
    """The workbook as an open temporary file, at its beginning."""
    import xlsxwriter

    with tempfile.TemporaryFile() as raw:
        book = xlsxwriter.Workbook(raw, _OPTIONS)
        book.set_properties({"title": title_of(scope), "author": "", "comments": _deadline(scope)})
        _Book(book, scope).fill(scope.rows(), scope.row_count())
        book.close()
        return _with_language(raw)


def title_of(scope: Scope) -> str:
    """What the file is, for its first line and its properties."""
    words = {"period": period_name(scope.campaign.period), "supplier": scope.name}
    return _("Data for %(period)s: %(supplier)s") % words


def _deadline(scope: Scope) -> str:
    day = long_date(scope.campaign.deadline)
    return _("Deadline: %(day)s, until the end of the day.") % {"day": day}


def _with_language(raw: IO[bytes]) -> IO[bytes]:
    """The same workbook that says its language, which the writer of workbooks cannot."""
    made = tempfile.TemporaryFile()  # noqa: SIM115  # the caller closes what it is given
    tag = f"<dc:language>{escape(get_language() or 'pl')}</dc:language></cp:coreProperties>"
    with ZipFile(raw) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == "docProps/core.xml":
                data = data.replace(b"</cp:coreProperties>", tag.encode())
            target.writestr(part, data, ZIP_DEFLATED)
    made.seek(0)
    return made


class _Book:
    """A workbook with its formats."""

    def __init__(self, book, scope: Scope):
        self.book, self.scope = book, scope
        font: dict[str, Any] = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
        open_cell: dict[str, Any] = {
            "locked": False,
            "bg_color": "#FFFBEA",
            "border": 1,
            "border_color": "#C9BE8F",
        }
        known: dict[str, Any] = {"font_color": "#3B4652"}
        shapes: dict[str, dict[str, Any]] = {
            "title": {"bold": True, "font_size": 16, "font_color": "#0C4A7D"},
            "head": {"bold": True, "bottom": 1, "text_wrap": True, "bg_color": "#E9F0F6"},
            "head_open": {"bold": True, "bottom": 1, "text_wrap": True, "bg_color": "#FFE9A8"},
            "strong": {"bold": True, "text_wrap": True},
            "plain": {"text_wrap": True},
            "known": known | {"text_wrap": True},
            "known_number": known | {"num_format": "#,##0.######"},
            "open": open_cell | {"text_wrap": True},
            "open_risky": open_cell | {"text_wrap": True, "quote_prefix": True},
            "known_risky": known | {"text_wrap": True, "quote_prefix": True},
            "open_number": open_cell | {"num_format": "#,##0.######"},
        }
        self.formats = {name: book.add_format(font | look) for name, look in shapes.items()}

    def fill(self, rows: Iterable[Row], count: int) -> None:
        """The three sheets, in the order in which they stand."""
        self._guide(self.book.add_worksheet(str(GUIDE_NAME)), count)
        page, lists = self.book.add_worksheet(str(DATA_NAME)), self.book.add_worksheet(str(LISTS_NAME))
        for number, reason in enumerate(REASONS):
            lists.write_string(number, 0, str(reason), self.formats["plain"])
        lists.set_column(0, 0, 60)
        lists.protect("")
        self._data(page, rows, count)

    def _guide(self, page, count: int) -> None:
        page.hide_gridlines(2)
        page.set_column(0, 0, 30)
        page.set_column(1, 1, 100)
        formats = self.formats
        facts = [
            (_("Rows"), format_decimal(count)),
            (_("Made on"), long_date(timezone.localdate())),
            (
                _("How to fill in"),
                _(
                    "Fill in the yellow cells of the next sheet. Save the file and send it on the page from"
                    " which it was downloaded. You see every change before it is saved."
                ),
            ),
            (
                _("Not all at once"),
                _("You need not fill in everything: send the file as often as you like."),
            ),
            (
                _("Rows filled in before"),
                _("They show what is saved. If you empty a value, it is removed when you confirm."),
            ),
        ]
        page.write_string(0, 0, title_of(self.scope)[:CELL], formats["title"])
        page.write_string(1, 0, _deadline(self.scope), formats["plain"])
        for number, (term, text) in enumerate(facts, 3):
            page.write_string(number, 0, term, formats["strong"])
            page.write_string(number, 1, text, formats["plain"])
        first = 4 + len(facts)
        page.write_string(first, 0, _("Column"), formats["head"])
        page.write_string(first, 1, _("What it holds"), formats["head"])
        for number, column in enumerate(COLUMNS, first + 1):
            look = formats["head_open" if column.is_input else "strong"]
            page.write_string(number, 0, str(column.label), look)
            page.write_string(number, 1, str(column.hint), formats["plain"])
        page.protect("")

    def _data(self, page, rows: Iterable[Row], count: int) -> None:
        for index, column in enumerate(COLUMNS):
            page.set_column(index, index, column.width)
            self._check(page, index, column, count)
        page.freeze_panes(1, 2)
        page.autofilter(0, 0, max(count, 1), len(COLUMNS) - 1)
        page.protect("", _MAY)
        page.set_landscape()
        page.repeat_rows(0)
        page.fit_to_pages(1, 0)
        for index, column in enumerate(COLUMNS):
            look = "head_open" if column.is_input else "head"
            page.write_string(0, index, str(column.label), self.formats[look])
        for number, row in enumerate(rows, 1):
            self._line(page, number, row)

    def _check(self, page, index: int, column: Column, count: int) -> None:
        """What a spreadsheet program says at once: it advises and does not forbid."""
        last = max(count, 1)
        rule: dict = {"error_type": "warning", "error_title": str(column.label)[:32]}
        if column.kind == CHOICE:
            rule |= {"validate": "list", "source": f"='{LISTS_NAME}'!$A$1:$A${len(REASONS)}"}
            rule |= {"error_message": _("This reason is not on the list. You may keep your own words.")}
        elif column.kind == NUMBER:
            rule |= {"validate": "decimal", "criteria": "between", "minimum": -1e13, "maximum": 1e13}
            rule |= {"error_message": _("Write one number here, without a unit.")}
        else:
            return
        page.data_validation(1, index, last, index, rule)

    def _line(self, page, number: int, row: Row) -> None:
        line, inputs = line_of(row), open_fields(row)
        for index, column in enumerate(COLUMNS):
            side = "open" if column.field in inputs else "known"
            self._cell(page, number, index, line.get(column.field, ""), side)

    def _cell(self, page, number: int, index: int, value: Value, side: str) -> None:
        numeric = COLUMNS[index].kind == NUMBER
        if value == "":
            page.write_blank(number, index, None, self.formats[f"{side}_number" if numeric else side])
        elif isinstance(value, Decimal) and Decimal(repr(float(value))) == value:
            page.write_number(number, index, float(value), self.formats[f"{side}_number"])
        else:
            text = _text(value)
            look = f"{side}_risky" if text.startswith(_RISKY) else side
            page.write_string(number, index, text, self.formats[look])


def _text(value: Value) -> str:
    """A number that a cell, which holds a binary one, would change is written as a text."""
    return (format(value, "f") if isinstance(value, Decimal) else value)[:CELL]
