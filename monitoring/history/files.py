"""The difference between two days as files: one row for each change, the same as on the page."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from metropolis.rest.tables import BOM, safe_cell
from metropolis.ui.dates import long_date
from metropolis.ui.numbers import format_decimal
from strategy.models import Indicator

from .changes import Changes, ShiftLine, ValueLine
from .question import Question


@dataclass(frozen=True)
class Record:
    """One change. `before` and `after` are numbers of values, or words of statuses."""

    kind: str
    code: str
    name: str
    place: str
    period: str
    before: Decimal | str
    after: Decimal | str
    unit: str
    source: str
    note: str
    precision: int = 0


def columns() -> list[str]:
    """The heads of the columns, in the order of `Record`."""
    return [
        _("Kind of change"), _("Code"), _("Name"), _("Place"), _("Period"), _("Before"), _("After"),
        _("Unit"), _("Source"), _("Note"),
    ]  # fmt: skip


def file_name(question: Question, kind: str) -> str:
    """`zmiany_2026-03-31_2026-11-26.xlsx`, with area and municipality where the changes are theirs."""
    parts = ["zmiany", question.since.isoformat(), question.until.isoformat()]
    parts += [f"obszar-{question.area.code}"] if question.area else []
    parts += [question.municipality.slug] if question.municipality else []
    return f"{'_'.join(parts)}.{kind}"


def records(changes: Changes) -> list[Record]:
    """All changes, in the order of the page."""
    rows: list[Record] = []
    for line in changes.goals:
        for shift in line.shifts:
            kind = _goal_kind(line.course)
            note = f"{shift.indicator.code} {shift.indicator.name}"
            labels = (shift.before_label, shift.after_label)
            rows.append(Record(kind, line.goal.code, line.goal.text, "", "", *labels, "", "", note))
    for kind, shifts in (
        (_("Indicator: worse status"), changes.slipped),
        (_("Indicator: better status"), changes.improved),
        (_("Indicator: first status"), changes.judged),
        (_("Indicator: no status any more"), changes.unjudged),
    ):
        rows += [_of_shift(kind, one) for one in shifts]
    rows += [_of_indicator(_("Indicator: first data"), one, "") for one in changes.first_data]
    rows += [_of_indicator(_("Metropolitan figure: now complete"), *pair) for pair in changes.completed]
    rows += [_of_value(_("Value: revised"), one) for one in changes.revised]
    rows += [_of_value(_("Value: new"), one) for one in changes.new]
    return rows


def as_csv(changes: Changes) -> Iterator[str]:
    """Lines of a CSV for Excel: `;` and decimal comma in Polish, `,` and point in English."""
    separator = ";" if get_language() == "pl" else ","
    yield BOM + separator.join(_quoted(name) for name in columns()) + "\r\n"
    for record in records(changes):
        yield separator.join(_text(cell, record, separator) for cell in _cells(record)) + "\r\n"


def as_xlsx(changes: Changes) -> bytes:
    """A workbook: the first sheet says what it is, the second holds the changes."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    _about(book, changes, head)
    sheet = book.add_worksheet(_("Changes"))
    for column, name in enumerate(columns()):
        sheet.write_string(0, column, name, head)
    formats: dict[int, object] = {}
    rows = records(changes)
    for line, record in enumerate(rows, start=1):
        for column, cell in enumerate(_cells(record)):
            if isinstance(cell, Decimal):
                sheet.write_number(line, column, float(cell), _number(book, formats, record.precision))
            else:
                sheet.write_string(line, column, cell)
    for first, last, width in ((0, 0, 30), (1, 1, 10), (2, 2, 50), (3, 6, 16), (7, 7, 12), (8, 9, 40)):
        sheet.set_column(first, last, width)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns()) - 1)
    book.close()
    return file.getvalue()


def _goal_kind(course: str) -> str:
    return {
        "slipped": _("Goal: slipped"),
        "improved": _("Goal: improved"),
    }.get(course) or _("Goal: moved both ways")


def _of_shift(kind: str, line: ShiftLine) -> Record:
    one = line.indicator
    return Record(kind, one.code, one.name, "", "", line.before_label, line.after_label, "", "", "")


def _of_indicator(kind: str, indicator: Indicator, period: str) -> Record:
    return Record(kind, indicator.code, indicator.name, "", period, "", "", "", "", "")


def _of_value(kind: str, line: ValueLine) -> Record:
    one, places = line.indicator, line.indicator.precision
    before = "" if line.before is None else round(line.before, places)
    place = line.place or _("Metropolis")
    return Record(
        kind, one.code, one.name, place, line.period, before, round(line.after, places), one.unit,
        line.source, line.note, places,
    )  # fmt: skip


def _cells(record: Record) -> Iterable[Decimal | str]:
    return (
        record.kind, record.code, record.name, record.place, record.period, record.before, record.after,
        record.unit, record.source, record.note,
    )  # fmt: skip


def _text(cell: Decimal | str, record: Record, separator: str) -> str:
    if not isinstance(cell, Decimal):
        return _quoted(safe_cell(cell))
    number = format_decimal(cell, record.precision).replace("\u00a0", "").replace("−", "-")
    return number.replace(",", "") if separator == "," else number


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if text else ""


def _number(book, formats: dict, precision: int):
    if precision not in formats:
        shape = "#,##0" + (f".{'0' * precision}" if precision else "")
        formats[precision] = book.add_format({"num_format": shape})
    return formats[precision]


def _about(book, changes: Changes, head) -> None:
    sheet, question = book.add_worksheet(_("About")), changes.question
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    facts = [
        (_("What it is"), changes.sentence),
        (_("Days compared"), f"{long_date(question.since)} – {long_date(question.until)}"),
        (_("Thematic area"), question.area.name if question.area else _("all")),
        (_("Municipality"), question.municipality.name if question.municipality else _("all")),
        (_("How it is compared"), how_it_is_compared()),
        (_("Made on"), long_date(timezone.localdate())),
    ]
    for line, (term, text) in enumerate(facts):
        sheet.write_string(line, 0, str(term), head)
        sheet.write_string(line, 1, str(text), wrap)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)


def how_it_is_compared() -> str:
    """The method in three sentences, for the page and its files."""
    return _(
        "We compare what was known and published by the end of each of the two days. Targets, goals and "
        "names are today’s for both days. A goal slipped or improved when an indicator of it, or of a goal "
        "below it, got a worse or a better status."
    )
