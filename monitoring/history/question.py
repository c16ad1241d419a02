"""Which two days are compared, and of what: read from the address, with words for what cannot be."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from metropolis.ui.dates import long_date
from monitoring.models import ProgressReport
from strategy.models import Municipality, ThematicArea

from .days import UnusableDay, day_that_was

RECENT_DAYS = 30
# Nobody published anything before; so an address cannot make the portal count for ever new days.
EARLIEST = datetime.date(2000, 1, 1)


@dataclass(frozen=True)
class Question:
    """Compare the ends of two days, `since` not later than `until`. No area or municipality: all."""

    since: datetime.date
    until: datetime.date
    areas: tuple[ThematicArea, ...]
    municipalities: tuple[Municipality, ...]
    area: ThematicArea | None = None
    municipality: Municipality | None = None
    unknown: tuple[str, ...] = ()

    def query(self, **other) -> str:
        """The question as an address, with some of its parts changed."""
        parts = {
            "od": self.since.isoformat(),
            "do": self.until.isoformat(),
            "obszar": self.area.code if self.area else "",
            "gmina": self.municipality.slug if self.municipality else "",
        }
        return urlencode({name: value for name, value in (parts | other).items() if value})


@dataclass(frozen=True)
class Shortcut:
    """A question that is often asked."""

    label: str
    query: str
    is_chosen: bool


def read_question(parameters) -> Question:
    """The question in the address. Raises UnusableDay; a filter that means nothing is left out and named."""
    until = _day(parameters, "do", timezone.localdate())
    since = _day(parameters, "od", until - datetime.timedelta(days=RECENT_DAYS))
    areas, municipalities = tuple(ThematicArea.objects.all()), tuple(Municipality.objects.all())
    area, unknown_area = _chosen(parameters, "obszar", {one.code: one for one in areas})
    place, unknown_place = _chosen(parameters, "gmina", {one.slug: one for one in municipalities})
    return Question(
        since=min(since, until),
        until=max(since, until),
        areas=areas,
        municipalities=municipalities,
        area=area,
        municipality=place,
        unknown=(*unknown_area, *unknown_place),
    )


def shortcuts(question: Question) -> list[Shortcut]:
    """The last days, since the data of the last published report, since the start of the year."""
    today = timezone.localdate()
    begins = [(_("last 30 days"), today - datetime.timedelta(days=RECENT_DAYS))]
    report = ProgressReport.objects.published().only("as_of").first()
    if report is not None:
        label = _("since the last report (data as of %(day)s)") % {"day": long_date(report.as_of)}
        begins.append((label, report.as_of))
    begins.append((_("since the start of the year"), datetime.date(today.year - 1, 12, 31)))
    return [
        Shortcut(
            label,
            question.query(od=day.isoformat(), do=today.isoformat()),
            is_chosen=(question.since, question.until) == (day, today),
        )
        for label, day in begins
    ]


def _day(parameters, name: str, default: datetime.date) -> datetime.date:
    text = parameters.get(name, "").strip()
    if not text:
        return default
    day = day_that_was(text)
    if day < EARLIEST:
        raise UnusableDay(
            _("There is nothing to compare before %(day)s. Choose a later day.")
            % {"day": long_date(EARLIEST)}
        )
    return day


def _chosen(parameters, name: str, known: dict):
    text = parameters.get(name, "").strip()
    return known.get(text), (text,) if text and text not in known else ()
