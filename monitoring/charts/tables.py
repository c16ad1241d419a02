"""The numbers of a chart as a table: what the page, the CSV and the workbook show alike."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import xlsxwriter
from django.core.paginator import Page, Paginator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from metropolis.rest.tables import BOM, safe_cell
from metropolis.ui.numbers import NBSP, format_decimal

ROWS_PER_PAGE = 100

Cell = str | Decimal | None


@dataclass(frozen=True)
class Column:
    """A column: its head, and how many decimals its numbers have."""

    name: str
    places: int = 0


@dataclass(frozen=True)
class Table:
    """Rows of texts and numbers; None is a number that is not known."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]

    @property
    def head(self) -> list[tuple[str, bool]]:
        """(name, whether the column holds numbers)."""
        return [
            (column.name, any(isinstance(row[place], Decimal) for row in self.rows))
            for place, column in enumerate(self.columns)
        ]

    def page(self, number: str | None) -> Page:
        """A page of the rows, itself a table: of thousands of rows only those that are shown are written."""
        page = Paginator(self.rows, ROWS_PER_PAGE).get_page(number)
        page.object_list = Table(self.columns, page.object_list)
        return page

    @property
    def written(self) -> list[list[tuple[str, bool]]]:
        """The rows for reading: (text, whether it is a number); what is unknown says so."""
        return [
            [
                (written(cell, column), isinstance(cell, Decimal))
                for cell, column in zip(row, self.columns, strict=True)
            ]
            for row in self.rows
        ]


def written(cell: Cell, column: Column) -> str:
    """A cell in the active language."""
    if cell is None:
        return _("no data")
    return format_decimal(cell, column.places) if isinstance(cell, Decimal) else cell


def as_csv(table: Table) -> Iterator[str]:
    """Lines for Excel: `;` and decimal comma in Polish, `,` and point in English."""
    polish = get_language() == "pl"
    separator = ";" if polish else ","
    yield BOM + separator.join(_quoted(column.name) for column in table.columns) + "\r\n"
    for row in table.rows:
        cells = []
        for cell, column in zip(row, table.columns, strict=True):
            text = written(cell, column)
            if isinstance(cell, Decimal):
                plain = text.replace(NBSP, "").replace("−", "-")
                cells.append(plain if polish else plain.replace(",", ""))
            else:
                cells.append(_quoted(safe_cell(text)))
        yield separator.join(cells) + "\r\n"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def as_xlsx(table: Table, facts: Sequence[tuple[str, str]]) -> bytes:
    """A workbook: the first sheet says what it is, the second holds the numbers."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    about = book.add_worksheet(_("About"))
    for line, (term, text) in enumerate(facts):
        about.write_string(line, 0, term, head)
        about.write_string(line, 1, text, wrap)
    about.set_column(0, 0, 22)
    about.set_column(1, 1, 80)
    _fill(book, table, head)
    book.close()
    return file.getvalue()


def _fill(book, table: Table, head) -> None:
    sheet = book.add_worksheet(_("Data"))
    formats = [_number_format(book, column.places) for column in table.columns]
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, head)
    for line, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, Decimal):
                exact = cell.quantize(Decimal(1).scaleb(-table.columns[place].places), rounding=ROUND_HALF_UP)
                sheet.write_number(line, place, float(exact), formats[place])
            else:
                sheet.write_string(line, place, written(cell, table.columns[place]))
    sheet.set_column(0, len(table.columns) - 1, 18)
    sheet.freeze_panes(1, 0)


def _number_format(book, places: int):
    return book.add_format({"num_format": "#,##0" + (f".{'0' * places}" if places else "")})
