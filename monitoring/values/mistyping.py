"""What is wrong with a text that should have been one number, and a unit that came along with it. Pure."""

import re

from django.utils.translation import gettext as _

_NUMBER = r"[+-]?\d+(?:[.,]\d+)*"
_SEVERAL = re.compile(rf"^\s*{_NUMBER}(?:\s*[;/|\n\t]\s*|\s+){_NUMBER}")
_THOUSANDS = re.compile(r"\d[.,]\d+[.,]\d")


def without_unit(text: str, unit: str) -> str:
    """The text without the indicator's own unit at its end: a cell of Excel brings `12,5%` or `40 zł`."""
    typed, unit = text.strip(), unit.strip()
    if unit and typed.lower().endswith(unit.lower()):
        return typed[: -len(unit)].rstrip()
    return text


def fault_of_number(text: str, usual: str) -> str:
    """A sentence that says what stands there instead of a number; `usual` where it is nothing known."""
    if text.strip().startswith("="):
        return _("This is a formula. Write its result, for example 12.5")
    if _THOUSANDS.search(text):
        return _("It is not clear which sign marks the decimals. Leave out those for thousands: 1234.5")
    if _SEVERAL.match(text):
        return _("Two numbers stand here. Write one, for example 12.5")
    return usual
