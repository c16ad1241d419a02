"""Numbers as people type and read them, in Polish and English. Pure functions."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language

NBSP = "\u00a0"
MINUS = "\u2212"
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']")
_PLAIN = re.compile(r"^[+-]?\d+(?:[.,]\d+)?\Z")
_GROUPED = re.compile(r"^[+-]?\d{1,3}(?:[ \u00a0\u202f\u2009']\d{3})+(?:[.,]\d+)?\Z")
_MAX_DIGITS = 14


class NotANumber(ValueError):
    """The text is not one unambiguous number."""


def parse_decimal(text: str) -> Decimal:
    """The number that a person typed: `1 234,5`, `1234.50`, `-0,3`.

    Spaces may group thousands; comma and point both mark decimals. What could be read in two ways
    (`1.234,5`, `1,234.5`, `12 34`) raises `NotANumber`, and so does everything that is not a number.
    """
    typed = text.strip().replace(MINUS, "-").replace("\u2013", "-")
    if not (_PLAIN.match(typed) or _GROUPED.match(typed)):
        raise NotANumber(text)
    number = Decimal(_SPACES.sub("", typed).replace(",", "."))
    if number.adjusted() >= _MAX_DIGITS:
        raise NotANumber(text)
    return number


def format_decimal(value: Decimal | int, places: int | None = None, language: str | None = None) -> str:
    """The number for reading: `1 234,5` in Polish, `1,234.5` in English.

    `places` rounds half up to so many decimals; None keeps those that the value has, without
    trailing zeros. Groups are separated by no-break spaces in Polish and commas in English.
    """
    number = Decimal(value)
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{abs(number):,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if (language or get_language() or "pl") == "pl":
        text = text.replace(",", NBSP).replace(".", ",")
    return f"{MINUS}{text}" if number < 0 else text


def signed(change: Decimal, places: int) -> str:
    """A change with its sign: `+2 373`, `−184`, `0`."""
    text = format_decimal(change, places)
    return f"+{text}" if change > 0 else text
