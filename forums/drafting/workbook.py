"""Actions of a plan as a workbook: first how to read it, then data with types, filters and lists.

No cell can run as a formula, and the file's properties name nobody. The same workbook is the template
of an import; `importing` reads back what this writes.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from metropolis.ui.richtext import plain
from strategy.models import Action
from strategy.plans.content import ActionContent, PlanContent

from .naming import BY_CODE, Dictionary, Names
from .sheet_columns import (
    DAY,
    FLAG,
    GUIDE_NAME,
    KIND,
    LISTS_NAME,
    MANY,
    MONEY,
    NUMBER,
    ONE,
    RICH,
    SEPARATOR,
    SHEETS,
    YEAR,
    Column,
    SheetPlan,
)

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The longest text that a cell holds.
CELL = 32_767
# Rows below the data that still get lists and checks, so that new rows have them too.
SPARE_ROWS = 500
_RISKY = ("=", "+", "-", "@", "\t")
_LISTS = ("goals", "indicators", "municipalities", "partners", "teams", "sources")


def actions_workbook(
    content: PlanContent,
    *,
    source: str,
    actions: Iterable[ActionContent] | None = None,
    lists: Names | None = None,
) -> bytes:
    """The workbook of a plan's actions, all or only those given, in the language of today's reader.

    `source` says which text of the plan it is ("version 2, adopted on ..."); `lists` adds a sheet with
    everything that an action can name, for those who fill the workbook in.
    """
    import xlsxwriter

    buffer = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, {**options, "in_memory": True})
    name = content.head.name_en if get_language() == "en" else content.head.name_pl
    book.set_properties({"title": name, "author": "", "comments": source})
    chosen = content.actions if actions is None else tuple(actions)
    _Book(book, Dictionary(lists or content.names), lists).fill(name, source, chosen)
    book.close()
    return buffer.getvalue()


def too_long_for_a_cell() -> str:
    """What stands for a text that a cell cannot hold; the reader of imports knows it."""
    return _("The text is too long for a cell. Change it in the portal.")


def rows_of(sheet: SheetPlan, action: ActionContent) -> Iterator[dict[str, Any]]:
    """What an action has for a sheet: fields by name."""
    if sheet.key == "actions":
        yield {column.field: getattr(action, column.field) for column in sheet.columns}
        return
    for row in getattr(action, sheet.key):
        own = {column.field: getattr(row, column.field) for column in sheet.columns[1:]}
        yield {"action": action.code, **own}


class _Book:
    """A workbook with its formats."""

    def __init__(self, book, words: Dictionary, lists: Names | None):
        self.book, self.words, self.lists = book, words, lists
        font: dict[str, Any] = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
        shape: dict[str, dict[str, Any]] = {
            "head": {"bold": True, "bottom": 1, "text_wrap": True, "bg_color": "#E9F0F6"},
            "title": {"bold": True, "font_size": 16, "font_color": "#0C4A7D"},
            "strong": {"bold": True, "text_wrap": True},
            "text": {"text_wrap": True},
            "risky": {"text_wrap": True, "quote_prefix": True},
            DAY: {"num_format": "yyyy-mm-dd", "align": "left"},
            MONEY: {"num_format": "#,##0.00"},
            NUMBER: {},
            YEAR: {"num_format": "0", "align": "left"},
        }
        self.formats = {name: book.add_format(font | look) for name, look in shape.items()}
        self.kinds = {value: str(label) for value, label in Action.Kind.choices}
        self.list_ranges: dict[str, str] = {}

    def fill(self, title: str, source: str, actions: tuple[ActionContent, ...]) -> None:
        """All sheets, the guide first."""
        guide = self.book.add_worksheet(str(GUIDE_NAME))
        pages = [(sheet, self.book.add_worksheet(str(sheet.name))) for sheet in SHEETS]
        if self.lists is not None:
            self.list_ranges = self._lists(self.book.add_worksheet(str(LISTS_NAME)))
        self._guide(guide, title, source)
        for sheet, page in pages:
            self._data(page, sheet, [row for action in actions for row in rows_of(sheet, action)])

    def _guide(self, page, title: str, source: str) -> None:
        page.hide_gridlines(2)
        page.set_column(0, 1, 34)
        page.set_column(2, 2, 90)
        page.write_string(0, 0, title[:CELL], self.formats["title"])
        page.write_string(1, 0, source[:CELL], self.formats["text"])
        number = 3
        for sheet in SHEETS:
            page.write_string(number, 0, str(sheet.name), self.formats["strong"])
            for column in sheet.columns:
                page.write_string(number, 1, str(column.label), self.formats["text"])
                page.write_string(number, 2, str(column.hint), self.formats["text"])
                number += 1
            number += 1

    def _data(self, page, sheet: SheetPlan, rows: list[dict[str, Any]]) -> None:
        for index, column in enumerate(sheet.columns):
            page.write_string(0, index, str(column.label), self.formats["head"])
            page.set_column(index, index, column.width)
            self._help(page, index, column, len(rows) + SPARE_ROWS)
        for number, row in enumerate(rows, 1):
            for index, column in enumerate(sheet.columns):
                self._cell(page, number, index, column, row[column.field])
        page.freeze_panes(1, sheet.frozen)
        page.autofilter(0, 0, max(len(rows), 1), len(sheet.columns) - 1)

    def _help(self, page, index: int, column: Column, last: int) -> None:
        """A list to choose from, where one value of a few belongs."""
        source: str | list[str] | None = self.list_ranges.get(column.names) if column.kind == ONE else None
        if column.kind == FLAG:
            source = [_("yes"), _("no")]
        elif column.kind == KIND:
            source = list(self.kinds.values())
        if source:
            page.data_validation(
                1, index, last, index, {"validate": "list", "source": source, "error_type": "warning"}
            )

    def _cell(self, page, number: int, index: int, column: Column, value: Any) -> None:
        if value is None or value in ("", ()):
            return
        if column.kind == DAY:
            page.write_datetime(number, index, datetime.combine(value, time()), self.formats[DAY])
        elif column.kind in (MONEY, NUMBER, YEAR) and _exact(value):
            page.write_number(number, index, float(value), self.formats[column.kind])
        else:
            text = self._text(column, value)
            look = "risky" if text.startswith(_RISKY) else "text"
            page.write_string(number, index, text, self.formats[look])

    def _text(self, column: Column, value: Any) -> str:
        if column.kind == FLAG:
            return _("yes") if value else _("no")
        if column.kind == KIND:
            return self.kinds.get(value, value)
        if column.kind == ONE:
            return self.words.word(column.names, value)
        if column.kind == MANY:
            return SEPARATOR.join(self.words.word(column.names, code) for code in value)
        text = plain(value) if column.kind == RICH else str(value)
        return text if len(text) <= CELL else too_long_for_a_cell()

    def _lists(self, page) -> dict[str, str]:
        """Everything that can be named: what to write, and for codes what it means. Returns the ranges."""
        ranges, index = {}, 0
        labels = {column.names: column.label for sheet in SHEETS for column in sheet.columns if column.names}
        for kind in _LISTS:
            page.write_string(0, index, str(labels[kind]), self.formats["head"])
            rows = [(self.words.word(kind, code), self.words.name(kind, code)) for code in self.lists[kind]]
            for number, (word, name) in enumerate(rows, 1):
                page.write_string(number, index, word[:CELL], self.formats["text"])
                if kind in BY_CODE:
                    page.write_string(number, index + 1, name[:CELL], self.formats["text"])
            page.set_column(index, index, 12 if kind in BY_CODE else 40)
            if kind in BY_CODE:
                page.set_column(index + 1, index + 1, 60)
                page.write_string(0, index + 1, _("What it is called"), self.formats["head"])
            letter = chr(ord("A") + index)
            if rows:
                ranges[kind] = f"='{LISTS_NAME}'!${letter}$2:${letter}${len(rows) + 1}"
            index += 2 if kind in BY_CODE else 1
        page.freeze_panes(1, 0)
        return ranges


def _exact(value: Decimal | int | date) -> bool:
    """Whether a cell, which holds a binary number, gives the same number back."""
    return Decimal(repr(float(value))) == value
