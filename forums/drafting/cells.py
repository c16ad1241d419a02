"""What the text of a cell means, column by column. Pure; a cell that cannot be read raises `Wrong`."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from metropolis.ui.numbers import NotANumber, parse_decimal
from strategy.models import Action

from .naming import BY_CODE, Dictionary
from .sheet_columns import DAY, FLAG, KIND, MANY, MONEY, NUMBER, ONE, RICH, YEAR, Column

_YES = {"tak", "t", "yes", "y", "1", "true", "prawda", "x"}
_NO = {"", "nie", "n", "no", "0", "false", "fałsz", "-"}
_DAYS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]00:00(?::00)?)?"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"),
)
_CURRENCY = re.compile(r"\s*(?:zł|PLN)\.?\s*\Z", re.IGNORECASE)


class Wrong(ValueError):
    """The cell cannot be read; the message says how to write it."""


def value_of(column: Column, text: str, words: Dictionary) -> Any:
    """The value in the form in which contents store it; None or "" for an empty cell."""
    if column.kind == FLAG:
        return _flag(text)
    if column.kind == KIND:
        return _kind(text)
    if column.kind == DAY:
        return _day(text)
    if column.kind in (MONEY, NUMBER):
        return _number(text, money=column.kind == MONEY)
    if column.kind == YEAR:
        return _year(text)
    if column.kind == ONE:
        return words.code(column.names, text.strip()) if text.strip() else ""
    if column.kind == MANY:
        parts = re.split(r"[;,\n]" if column.names in BY_CODE else r"[;\n]", text)
        return [words.code(column.names, part.strip()) for part in parts if part.strip()]
    return text if column.kind == RICH else " ".join(text.split())


def kinds() -> dict[str, str]:
    """Kinds of actions by what they are called in either language."""
    known = {value: value for value in Action.Kind.values}
    for language in ("pl", "en"):
        with override(language):
            known |= {str(label).casefold(): value for value, label in Action.Kind.choices}
    return known


def _flag(text: str) -> bool:
    word = text.strip().casefold()
    if word not in _YES | _NO:
        raise Wrong(_("Write “yes” or “no”."))
    return word in _YES


def _kind(text: str) -> str:
    known = kinds()
    word = " ".join(text.split()).casefold()
    if word and word not in known:
        raise Wrong(_("Write one of: %(kinds)s.") % {"kinds": ", ".join(map(str, Action.Kind.labels))})
    return known.get(word, "")


def _day(text: str) -> str | None:
    typed = text.strip()
    if not typed:
        return None
    for shape in _DAYS:
        if found := shape.fullmatch(typed):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
            except ValueError:
                raise Wrong(_("There is no such day: %(text)s.") % {"text": typed}) from None
    raise Wrong(_("“%(text)s” is not a date. Write it as 2027-03-31 or 31.03.2027.") % {"text": typed[:40]})


def _number(text: str, *, money: bool) -> str | None:
    typed = _CURRENCY.sub("", text).strip() if money else text.strip()
    if not typed:
        return None
    try:
        return format(parse_decimal(typed), "f")
    except NotANumber:
        pass
    raise Wrong(_("“%(text)s” is not a number. Write it as 1234.50 or 1 234,50.") % {"text": typed[:40]})


def _year(text: str) -> int:
    typed = text.strip()
    if not re.fullmatch(r"\d{4}", typed):
        raise Wrong(_("“%(text)s” is not a year. Write it with four digits.") % {"text": typed[:40]})
    return int(typed)


def amount(text: str | None) -> Decimal:
    """Money of a cell; an empty one is nothing."""
    return Decimal(text) if text else Decimal(0)
