"""Dates as people read them."""

import datetime

from django.utils import formats, timezone
from django.utils.translation import get_language


def local_day(moment: datetime.date | datetime.datetime) -> datetime.date:
    """The day in the portal's time zone."""
    if isinstance(moment, datetime.datetime):
        return timezone.localtime(moment).date()
    return moment


def long_date(moment: datetime.date | datetime.datetime) -> str:
    """`22 listopada 2026`, `22 November 2026`."""
    day = local_day(moment)
    if get_language() == "pl":
        return formats.date_format(day, "j E Y").lower()
    return formats.date_format(day, "j F Y")


def short_date(moment: datetime.date | datetime.datetime) -> str:
    """`22.11.2026` in Polish tables, `22/11/2026` in English ones."""
    return local_day(moment).strftime("%d.%m.%Y" if get_language() == "pl" else "%d/%m/%Y")


def clock(moment: datetime.datetime) -> str:
    """`14:02`."""
    return timezone.localtime(moment).strftime("%H:%M")
