"""By how much a day or an amount changed, in words. Pure."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategy.pages.money import zloty


def moved(old: date | None, new: date | None) -> str:
    """How far a day moved: in months where it is whole months, else in days; "" for a first or last day."""
    if old is None or new is None:
        return ""
    months = whole_months(old, new)
    if months:
        return _months(months)
    return _days((new - old).days)


def whole_months(old: date, new: date) -> int:
    """Months between the same days of two months, or between two ends of months; 0 for all others."""
    is_whole = old.day == new.day or (_ends_month(old) and _ends_month(new))
    return (new.year - old.year) * 12 + new.month - old.month if is_whole else 0


def paid(old: Decimal | None, new: Decimal | None) -> str:
    """How much more or less; "" where there was no amount, or is none."""
    if old is None or new is None:
        return ""
    text = _("%(amount)s more") if new > old else _("%(amount)s less")
    return text % {"amount": zloty(abs(new - old))}


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _months(count: int) -> str:
    if count > 0:
        return ngettext("%(n)s month later", "%(n)s months later", count) % {"n": count}
    return ngettext("%(n)s month earlier", "%(n)s months earlier", -count) % {"n": -count}


def _days(count: int) -> str:
    if count > 0:
        return ngettext("%(n)s day later", "%(n)s days later", count) % {"n": count}
    return ngettext("%(n)s day earlier", "%(n)s days earlier", -count) % {"n": -count}
