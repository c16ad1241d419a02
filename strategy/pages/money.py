"""Amounts of money as people read them."""

from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from metropolis.ui.numbers import NBSP, format_decimal

MILLION = 1_000_000


def euros(amount: Decimal) -> str:
    """The whole amount: `15 029 304 €` in Polish, `€15,029,304` in English."""
    number = format_decimal(amount, 0)
    return f"€{number}" if get_language() == "en" else f"{number}{NBSP}€"


def million_euros(amount: Decimal) -> str:
    """For large type: `155 mln €`, `€155 million`."""
    millions = Decimal(amount) / MILLION
    number = format_decimal(millions, 0 if millions >= 100 else 1)
    return _("€%(number)s million") % {"number": number}


def million_zloty(millions: Decimal) -> str:
    """`2 700 mln zł`, `PLN 2,700 million`; the amount is kept in millions."""
    return _("PLN %(number)s million") % {"number": format_decimal(millions)}
