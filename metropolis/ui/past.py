"""The past day that a page speaks of: `?na-dzien=2026-03-31`, kept in the links between pages.

The name of the parameter is the same in every language, so that an address can be passed on.
"""

import datetime
import re
from urllib.parse import urlencode

from .addresses import address_of

PARAMETER = "na-dzien"
_FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", re.ASCII),
)


class NotADay(ValueError):
    """The text names no day of the calendar."""


def read_day(text: str) -> datetime.date:
    """The day that a person wrote: `2026-03-31` or `31.03.2026`. Raises NotADay for anything else."""
    for form in _FORMS:
        if match := form.fullmatch(text.strip()):
            try:
                return datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError as error:
                raise NotADay(text) from error
    raise NotADay(text)


def past_day(request) -> datetime.date | None:
    """The day that the page was asked for; None for today. The view that reads it has checked it."""
    return getattr(request, "past_day", None)


def past_query(day: datetime.date | None) -> str:
    """`na-dzien=2026-03-31`, or nothing for today."""
    return urlencode({PARAMETER: day.isoformat()}) if day else ""


def on_day(address: str, day: datetime.date | None) -> str:
    """The address of a page, asked for the same day."""
    query = past_query(day)
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address


def address_then(request, name: str, *args) -> str:
    """The address of another page, asked for the day that this one speaks of."""
    return on_day(address_of(name, *args), past_day(request))
