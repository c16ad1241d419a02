"""The extract for Excel: first what it is, then indicators, actions, milestones; real numbers and dates."""

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from metropolis.ui.dates import long_date

from . import wording
from .reading import Extract, Measure

_WIDE, _NARROW = 44, 15


def as_xlsx(extract: Extract) -> bytes:
    """The workbook. Every text is written as a text, whatever it begins with."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": wording.title_of(extract), "author": settings.OPERATOR_NAME})
    made = _Book(book)
    made.about(extract)
    precisions = [one.indicator.precision for one in extract.measures]
    made.table(_("Indicators"), _indicator_columns(), [_cells(one) for one in extract.measures], precisions)
    made.table(_("Actions"), _action_columns(), _actions(extract))
    made.table(_("Milestones"), _milestone_columns(), _milestones(extract))
    book.close()
    return file.getvalue()


class _Book:
    """A workbook with its formats."""

    def __init__(self, book):
        self.book = book
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        self.numbers: dict[int, object] = {}

    def about(self, extract: Extract) -> None:
        """The first sheet: what it is, on what basis, how to read it, what is missing."""
        sheet = self.book.add_worksheet(_("About"))
        facts = [
            (_("What it is"), f"{wording.genre()}. {wording.title_of(extract)}"),
            (_("Municipality"), f"{extract.municipality.name}, TERYT {extract.municipality.teryt}"),
            (_("Year"), str(extract.year)),
            (_("Data as of"), long_date(extract.made_on)),
            (_("Legal basis"), wording.legal_basis(extract)),
            ("", wording.caution()),
            (_("In short"), " ".join(wording.summary(extract))),
            *(
                (_("How to read it") if not number else "", one)
                for number, one in enumerate(wording.how_to_read())
            ),
            *_under(_("What is missing"), [wording.missing_text(one) for one in extract.missing]),
            (_("Source"), wording.source_of_all(extract)),
        ]
        for line, (term, text) in enumerate(facts):
            sheet.write_string(line, 0, term, self.head if term else self.wrap)
            sheet.write_string(line, 1, text, self.wrap)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 100)

    def table(
        self, name: str, columns: Sequence[tuple[str, int]], rows: list[tuple], precisions: Sequence[int] = ()
    ) -> None:
        """A sheet with a head that stays, a filter, and cells of their own kind."""
        sheet = self.book.add_worksheet(name)
        for column, (title, width) in enumerate(columns):
            sheet.write_string(0, column, title, self.head)
            sheet.set_column(column, column, width)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                precision = precisions[line - 1] if precisions else 0
                self._cell(sheet, (line, column), value, precision)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)

    def _cell(self, sheet, place: tuple[int, int], value, precision: int) -> None:
        if isinstance(value, Decimal):
            sheet.write_number(*place, float(round(value, precision)), self._number(precision))
        elif isinstance(value, date):
            sheet.write_datetime(*place, value, self.day)
        else:
            sheet.write_string(*place, value, self.wrap)

    def _number(self, precision: int):
        if precision not in self.numbers:
            shape = "#,##0" + (f".{'0' * precision}" if precision else "")
            self.numbers[precision] = self.book.add_format({"num_format": shape, "valign": "top"})
        return self.numbers[precision]


def _under(term: str, texts: list[str]) -> list[tuple[str, str]]:
    """Texts below each other, the first beside the term."""
    return [("" if number else term, text) for number, text in enumerate(texts)]


def _indicator_columns() -> list[tuple[str, int]]:
    return [
        (_("Thematic area"), 24), (_("Code"), 8), (_("Indicator"), _WIDE), (_("Unit"), _NARROW),
        (_("Period"), _NARROW), (_("Value"), _NARROW), (_("Period before"), _NARROW),
        (_("Value before"), _NARROW), (pgettext("difference", "Change"), _NARROW),
        (_("Metropolis"), _NARROW), (_("Basis of the metropolitan figure"), 26),
        (_("Status in the metropolis"), 20), (_("Source"), _WIDE), (_("Address of the source"), 30),
        (_("Note"), _WIDE),
    ]  # fmt: skip


def _cells(one: Measure) -> tuple:
    indicator, now, before = one.indicator, one.now, one.before
    figure = one.metropolis
    return (
        wording.area_name(indicator.area), indicator.code, indicator.name, indicator.unit,
        now.period.label if now else "", now.value if now else wording.no_data(),
        before.period.label if before else "", before.value if before else wording.no_data(),
        one.change if one.change is not None else wording.change_text(one),
        figure.value if figure else _("no figure"), wording.coverage_text(one),
        one.status_label, wording.source_text(one), now.source_url if now else "", now.note if now else "",
    )  # fmt: skip


def _action_columns() -> list[tuple[str, int]]:
    return [
        (_("Code"), 10), (_("Action"), _WIDE), (_("Plan"), _WIDE), (_("Role of the municipality"), 26),
        (_("Start"), _NARROW), (_("End"), _NARROW), (_("Led by"), 26),
    ]  # fmt: skip


def _actions(extract: Extract) -> list[tuple]:
    missing = _("not given yet")
    return [
        (
            one.line.action.code, one.line.action.title, one.line.action.plan.name, one.role,
            one.line.action.start or missing, one.line.action.end or missing, one.line.who or missing,
        )
        for one in extract.involvements
    ]  # fmt: skip


def _milestone_columns() -> list[tuple[str, int]]:
    return [(_("Code"), 10), (_("Action"), _WIDE), (_("Milestone"), _WIDE), (_("Due"), _NARROW)]


def _milestones(extract: Extract) -> list[tuple]:
    return [
        (one.line.action.code, one.line.action.title, step.name, step.due or _("no date"))
        for one in extract.involvements
        for step in one.line.action.milestones.all()
    ]
