"""Pages that show a past day: what was known and published by its end.

The parameter is `na-dzien` (`metropolis.ui.past`). A day that cannot be shown gets a page that says what to
do; it is never a fault, and never silently another day.
"""

import datetime
from functools import wraps

from django.core.cache import cache
from django.db.models import Min
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from metropolis.rest.counters import version_of
from metropolis.ui.dates import local_day, long_date
from metropolis.ui.past import PARAMETER, NotADay, on_day, read_day
from monitoring.models import IndicatorValue, Observation

KEEP_SECONDS = 24 * 60 * 60


class UnusableDay(Exception):
    """Why a day cannot be shown and what to do, in words; `instead` is the nearest day that can be."""

    def __init__(self, sentence: str, instead: datetime.date | None = None):
        super().__init__(sentence)
        self.sentence, self.instead = sentence, instead


def shows_past(view):
    """A page that can be asked for a past day: sets `request.past_day`, keeps search engines to today's."""

    @wraps(view)
    def asked(request, *args, **kwargs):
        text = request.GET.get(PARAMETER, "").strip()
        if not text:
            return view(request, *args, **kwargs)
        try:
            request.past_day = usable_day(text)
        except UnusableDay as fault:
            response = _refused(request, fault)
        else:
            response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return asked


def usable_day(text: str) -> datetime.date | None:
    """The past day that was asked for; None for today, which is the page as it is. Raises UnusableDay."""
    day, today = day_that_was(text), timezone.localdate()
    if day == today:
        return None
    first = first_published_day()
    if first is None:
        raise UnusableDay(_("No values have been published yet, so there is no past day to show."))
    if day < first:
        sentence = _(
            "On %(day)s the portal had no published values yet. The first ones were published on %(first)s: "
            "choose that day or a later one."
        )
        raise UnusableDay(sentence % {"day": long_date(day), "first": long_date(first)}, first)
    return day


def day_that_was(text: str) -> datetime.date:
    """The day written in an address, not later than today. Raises UnusableDay."""
    try:
        day = read_day(text)
    except NotADay as error:
        sentence = _("“%(text)s” is not a day. Write it as 2026-03-31 or 31.03.2026.") % {"text": text[:40]}
        raise UnusableDay(sentence) from error
    if day > timezone.localdate():
        sentence = _("%(day)s is still to come. Choose today or an earlier day.") % {"day": long_date(day)}
        raise UnusableDay(sentence)
    return day


def first_published_day() -> datetime.date | None:
    """The day on which the first value that is public today was published; None before there is one."""
    key = f"first-published:{version_of(Observation)}"
    kept = cache.get(key)
    if kept is None:
        verified = IndicatorValue.objects.filter(state=IndicatorValue.State.VERIFIED)
        moment = verified.aggregate(first=Min("published_at"))["first"]
        kept = (local_day(moment) if moment else None,)
        cache.set(key, kept, KEEP_SECONDS)
    return kept[0]


def _refused(request, fault: UnusableDay):
    instead = on_day(request.path, fault.instead) if fault.instead else ""
    context = {"fault": fault, "address": request.path, "instead_url": instead}
    return render(request, "monitoring/history/unusable_day.html", context, status=400)
