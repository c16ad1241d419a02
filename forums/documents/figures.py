"""Numbers, money and days as documents print them."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from metropolis.ui.dates import short_date
from metropolis.ui.numbers import format_decimal
from strategy.plans.content import ActionContent


def money(amount: Decimal) -> str:
    """PLN without a unit; grosze only where there are any."""
    return format_decimal(amount, 0 if amount == amount.to_integral_value() else 2)


def with_unit(amount: Decimal) -> str:
    """PLN with the unit."""
    return _("%(amount)s PLN") % {"amount": money(amount)}


def day(moment: date | None) -> str:
    """A day of a table; in words where there is none."""
    return short_date(moment) if moment else _("no date")


def term(action: ActionContent) -> str:
    """From when until when an action lasts."""
    if action.start and action.end:
        return f"{short_date(action.start)} – {short_date(action.end)}"
    if action.start:
        return _("from %(day)s") % {"day": short_date(action.start)}
    if action.end:
        return _("until %(day)s") % {"day": short_date(action.end)}
    return _("not given yet")
