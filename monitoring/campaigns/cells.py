"""The HTML of the matrix: thousands of cells, so what repeats is written once and the rest joined.

Every part is escaped here or holds nothing but digits; so the whole may be marked as safe.
"""

from decimal import Decimal
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from metropolis.ui.addresses import address_of
from metropolis.ui.numbers import format_decimal
from strategy.models import Indicator

from .models import Submission
from .rows import RowState


def headings(indicators: list[Indicator]) -> SafeString:
    """The heads of the columns: the code, for the eye, and the name, for the rest."""
    return SafeString("".join(map(_heading, indicators)))


def _heading(indicator: Indicator) -> str:
    code, name = escape(indicator.code), escape(indicator.name)
    return (
        f'<th scope="col"><a href="{escape(address_of("indicator", indicator.code))}" title="{name}">{code}'
        f'<span class="visually-hidden"> {name}</span></a></th>'
    )


class CellWriter:
    """Writes the lines of one table: a cell for each indicator."""

    def __init__(self, indicators: list[Indicator]):
        self._columns = [(indicator.pk, _code(indicator)) for indicator in indicators]
        self._looks = {state: (_start(state), _mark(state)) for state in RowState}
        self._empty = format_html('<td><span class="visually-hidden">{}</span></td>', _("not asked"))
        self._language = get_language()

    def cells(self, answers: dict[int, tuple], submissions: dict[int, Submission]) -> SafeString:
        """The cells of a line, from its answers (row, submission, state, number) by indicator."""
        owners = {answer[1] for answer in answers.values()}
        addresses = {key: escape(submissions[key].address()) for key in owners}
        return SafeString("".join([
            self._cell(code, answers[pk], addresses) if pk in answers else self._empty
            for pk, code in self._columns
        ]))  # fmt: skip

    def _cell(self, code: str, answer: tuple, addresses: dict[int, str]) -> str:
        row, submission, state, number = answer
        start, mark = self._looks[state]
        shown = "" if number is None or state == RowState.NO_DATA else self._number(number)
        return (
            f'{start}{row}" href="{addresses[submission]}?row={row}#row-{row}">{code}{mark}{shown}</a></td>'
        )

    def _number(self, number: Decimal) -> str:
        return f' <span class="cell-number">{format_decimal(number, language=self._language)}</span>'


def _code(indicator: Indicator) -> str:
    """The code of the column, which a narrow screen shows in each cell."""
    return f'<span class="cell-code" aria-hidden="true">{escape(indicator.code)}</span>'


def _start(state: RowState) -> str:
    """A cell as far as the key of its row."""
    return f'<td><a class="cell cell--{state.value}" id="cell-'


def _mark(state: RowState) -> str:
    """The letter of a state for the eye, its name for the rest."""
    return (
        f' <span aria-hidden="true">{escape(state.letter)}</span>'
        f'<span class="visually-hidden">{escape(str(state.label))}</span>'
    )
