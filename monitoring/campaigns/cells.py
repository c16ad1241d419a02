"""The HTML of the matrix: thousands of cells, so what repeats is written once and the rest joined.

Every part is escaped here or holds nothing but digits; so the whole may be marked as safe.
"""

from decimal import Decimal

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from metropolis.ui.addresses import address_of
from metropolis.ui.numbers import format_decimal
from strategy.models import Indicator

from .models import Submission
from .rows import RowState

# The mark of a state is filled in once a table, the rest for each cell.
CELL = (
    '<td><a class="cell cell--{}" id="cell-%(row)d" href="%(address)s?row=%(row)d#row-%(row)d">'
    '<span class="cell-code" aria-hidden="true">%(code)s</span> <span aria-hidden="true">{}</span>'
    '<span class="visually-hidden">{}</span>%(number)s</a></td>'
)
NUMBER = ' <span class="cell-number">%s</span>'


HEADING = '<th scope="col"><a href="{}" title="{}">{}<span class="visually-hidden"> {}</span></a></th>'


def headings(indicators: list[Indicator]) -> SafeString:
    """The heads of the columns: the code, for the eye, and the name, for the rest."""
    return format_html_join(
        "",
        HEADING,
        ((address_of("indicator", one.code), name := one.name, one.code, name) for one in indicators),
    )


class CellWriter:
    """Writes the lines of one table: a cell for each indicator."""

    def __init__(self, indicators: list[Indicator]):
        self._columns = [(indicator.pk, escape(indicator.code)) for indicator in indicators]
        self._cells = {state: _pattern(state) for state in RowState}
        self._empty = format_html('<td><span class="visually-hidden">{}</span></td>', _("not asked"))
        self._language = get_language()

    def cells(self, answers: dict[int, tuple], submissions: dict[int, Submission]) -> SafeString:
        """The cells of a line, from its answers (row, submission, state, number) by indicator."""
        owners = {answer[1] for answer in answers.values()}
        addresses = {key: escape(submissions[key].address()) for key in owners}
        return SafeString("".join(
            self._cell(code, answers[pk], addresses) if pk in answers else self._empty
            for pk, code in self._columns
        ))  # fmt: skip

    def _cell(self, code, answer, addresses):
        row, submission, state, number = answer
        return self._cells[state] % {
            "row": row,
            "address": addresses[submission],
            "code": code,
            "number": self._number(state, number),
        }

    def _number(self, state, number: Decimal | None):
        if number is None or state == RowState.NO_DATA:
            return ""
        return NUMBER % format_decimal(number, language=self._language)


def _pattern(state):
    """A cell of this state, open for its row, address, code and number."""
    # A per cent sign in a translation would be taken for one of the places to fill in.
    parts = [str(part).replace("%", "%%") for part in (state.value, state.letter, state.label)]
    return format_html(CELL, *parts)
