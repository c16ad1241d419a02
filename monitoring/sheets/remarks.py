"""The person's own file with a column of remarks: everything that the preview says, beside its row.

A workbook keeps its cells and formats, a CSV its dialect. An ODS comes back as XLSX with its rows alone.
"""

import csv
import io
from collections import defaultdict
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import override

from metropolis.documents.tables.cells import text
from metropolis.documents.tables.delimited import Dialect, write_delimited
from metropolis.documents.tables.guards import CSV, XLSX

from .columns import REMARKS, fold
from .locating import Table
from .models import SheetUpload

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 70


def remarks_by_row(plan: dict) -> dict[int, str]:
    """All sentences of a preview by the row of the file."""
    said: dict[int, list[str]] = defaultdict(list)
    for kind, word in (("faults", _("Error")), ("warnings", _("Notice"))):
        for one in plan[kind]:
            place = f" ({one['label']})" if one["label"] else ""
            said[one["row"]].append(f"{word}{place}: {one['message']}")
    for change in plan["conflicts"]:
        said[change["row"]].append(f"{_('Changed meanwhile')}: {change['theirs']}")
    for change in (*plan["changes"], *plan["conflicts"]):
        if change["question"]:
            said[change["row"]].append(f"{_('Question')}: {change['question']}")
    return {row: "\n".join(sentences) for row, sentences in said.items()}


def with_remarks(upload: SheetUpload) -> tuple[bytes, str, str]:
    """The file, its type and its name."""
    table, said = Table(**upload.table), remarks_by_row(upload.plan)
    stem = upload.file_name.rsplit(".", 1)[0][:120] or "plik"
    name = f"{stem} - {str(REMARKS).casefold()}"
    if upload.kind == CSV:
        return _csv(upload, table, said), "text/csv", f"{name}.csv"
    if upload.kind == XLSX:
        return _xlsx(bytes(upload.data), table, said), XLSX_TYPE, f"{name}.xlsx"
    return _rows_alone(table, said), XLSX_TYPE, f"{name}.xlsx"


def _headings() -> set[str]:
    words = set()
    for language in ("pl", "en"):
        with override(language):
            words.add(fold(str(REMARKS)))
    return words


def _index(table: Table) -> int:
    """The column of remarks: the one of an earlier time, or the first free one."""
    known = _headings()
    found = [index for index, heading in enumerate(table.heading) if fold(heading) in known]
    widest = max((len(cells) for _number, cells in table.rows), default=0)
    return found[0] if found else max(len(table.heading), widest)


def _xlsx(data: bytes, table: Table, said: dict[int, str]) -> bytes:
    import openpyxl
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = openpyxl.load_workbook(BytesIO(data))
    page, column = book[table.sheet], _index(table) + 1
    warm = PatternFill("solid", start_color="FDE7E3")
    heading = page.cell(table.heading_row, column, str(REMARKS))
    heading.font = Font(bold=True)
    for number, _cells in table.rows:
        if number in said or page.cell(number, column).value is not None:
            cell = page.cell(number, column, said.get(number))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number in said:
                cell.fill = warm
    page.column_dimensions[get_column_letter(column)].width = WIDTH
    return _saved(book)


def _saved(book) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _csv(upload: SheetUpload, table: Table, said: dict[int, str]) -> bytes:
    dialect = Dialect(**upload.dialect)
    source = bytes(upload.data).decode(dialect.encoding)
    index, lines = _index(table), []
    for number, cells in enumerate(
        csv.reader(io.StringIO(source, newline=""), delimiter=dialect.separator), 1
    ):
        remark = str(REMARKS) if number == table.heading_row else said.get(number, "")
        if remark or len(cells) > index:
            cells = [*cells, *[""] * (index + 1 - len(cells))]
            cells[index] = remark.replace("\n", " ")
        lines.append(cells)
    return write_delimited(lines, dialect)


def _rows_alone(table: Table, said: dict[int, str]) -> bytes:
    import xlsxwriter

    buffer, column = BytesIO(), _index(table)
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    page = book.add_worksheet(table.sheet[:31] or None)
    for index, words in enumerate(table.heading):
        page.write_string(table.heading_row - 1, index, words, bold)
    page.write_string(table.heading_row - 1, column, str(REMARKS), bold)
    for number, cells in table.rows:
        for index, cell in enumerate(cells):
            if index != column:
                page.write_string(number - 1, index, text(cell), wrapped)
        if number in said:
            page.write_string(number - 1, column, said[number], wrapped)
    page.set_column(column, column, WIDTH)
    book.close()
    return buffer.getvalue()
