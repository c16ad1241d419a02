"""What a cell of a file means where a number or a text is due. A cell that cannot be read raises `Wrong`."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from metropolis.documents.tables.cells import BOOL, DATE, ERROR, FORMULA, PERCENT, Cell, kind, text
from metropolis.ui.numbers import NotANumber, format_decimal, parse_decimal
from monitoring.values.forms import PLACES
from strategy.models import Indicator

# A number that a program counted has dust behind it, which nobody typed.
_DUST = Decimal("0.000000001")
_ERROR = re.compile(r"#[A-ZŁ/0]+[0-9/A-Z]*[!?]?\Z")
_A_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_BOTH_MARKS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})*(?:\.\d+)?\Z|[-+]?\d{1,3}(?:\.\d{3})*(?:,\d+)?\Z")


class Wrong(ValueError):
    """The cell cannot be read; the message says how to write it."""


@dataclass(frozen=True)
class Understood:
    """The text as a form would have it, and how it was understood where that is not plain."""

    text: str
    remark: str = ""


def number_of(cell: Cell, indicator: Indicator, *, is_value: bool) -> Understood:
    """A number of a cell; the empty text where there is none. `is_value` false for parts of a ratio."""
    typed = text(cell).strip()
    if kind(cell) == PERCENT:
        return _percent(Decimal(typed) * 100, indicator, is_value=is_value)
    _refuse_odd(cell, typed)
    if kind(cell) == DATE:
        raise Wrong(
            _(
                "A date (%(text)s) stands where a number is due. Spreadsheets take 3.5 for a day in May: set"
                " the format of the cell to a number and write it again."
            )
            % {"text": typed}
        )
    if kind(cell) == BOOL:
        raise Wrong(_("“True” or “false” stands where a number is due."))
    if typed.endswith("%") and (number := _parsed(typed[:-1])) is not None:
        return _percent(number, indicator, is_value=is_value)
    return _rounded(_number(typed)) if typed else Understood("")


def words_of(cell: Cell) -> str:
    """The text of a cell."""
    _refuse_odd(cell, text(cell))
    return text(cell)


def _refuse_odd(cell: Cell, typed: str) -> None:
    if kind(cell) == FORMULA:
        message = _("The cell has a formula (%(text)s). Copy the cell and paste it as a value.")
        raise Wrong(message % {"text": typed[:40]})
    if kind(cell) == ERROR or _ERROR.match(typed):
        message = _("The cell shows the error %(text)s. Write a number, or choose why there are no data.")
        raise Wrong(message % {"text": typed[:20]})


def _percent(number: Decimal, indicator: Indicator, *, is_value: bool) -> Understood:
    """A cell that shows per cent, where per cent are the unit."""
    shown = format_decimal(number)
    if not is_value or not (indicator.is_share or indicator.is_percent):
        message = _("The cell shows %(shown)s %%, and the unit is not per cent. Set its format to a number.")
        raise Wrong(message % {"shown": shown})
    read = _rounded(number)
    return Understood(read.text, _("The cell shows per cent; read as %(shown)s %%.") % {"shown": shown})


def _rounded(number: Decimal) -> Understood:
    """To the places that the portal keeps; says so where that changes more than the dust of a program."""
    kept = round(number, PLACES)
    if abs(kept - number) <= _DUST:
        return Understood(format(kept.normalize() if kept else Decimal(0), "f"))
    message = _("Rounded to %(places)s decimal places: %(number)s.")
    remark = message % {"places": PLACES, "number": format_decimal(kept)}
    return Understood(format(kept.normalize(), "f"), remark)


def _parsed(typed: str) -> Decimal | None:
    try:
        return parse_decimal(typed)
    except NotANumber:
        return None


def _number(typed: str) -> Decimal:
    number = _parsed(typed)
    if number is not None:
        return number
    words = {"text": typed[:40]}
    if _BOTH_MARKS.match(typed):
        raise Wrong(_("“%(text)s” can be read in two ways. Write thousands without a sign between.") % words)
    if len(_A_NUMBER.findall(typed)) > 1 and not re.search(r"[^\W\d_]", typed):
        raise Wrong(_("“%(text)s”: two numbers stand in one cell. Write one.") % words)
    raise Wrong(_("“%(text)s” is not a number. Write one, without a unit, for example 12.5.") % words)
