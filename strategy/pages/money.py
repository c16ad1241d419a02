"""Amounts of money as people read them."""

from decimal import ROUND_HALF_UP, Decimal

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


def zloty(amount: Decimal) -> str:
    """The exact amount, groszes only where there are any: `1 250 000 zł`, `PLN 1,250,000`."""
    number = format_decimal(amount, 0 if amount == amount.to_integral_value() else 2)
    return f"PLN{NBSP}{number}" if get_language() == "en" else f"{number}{NBSP}zł"


def short_zloty(amount: Decimal) -> str:
    """For sentences: `12,4 mln zł` from a million up, whole złotys below."""
    if amount >= MILLION:
        tenths = (amount / MILLION).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
        return million_zloty(tenths).replace(" ", NBSP)  # an amount is one word
    return zloty(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
