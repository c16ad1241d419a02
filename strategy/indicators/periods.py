"""Reporting periods: "2024", "2024-H1", "2024-Q3", "2024-07". Pure rules, no database."""

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy


class Frequency(models.TextChoices):
    """How often an indicator is measured."""

    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every quarter")
    HALF_YEAR = "half_year", _("every half-year")
    YEAR = "year", _("every year")
    TWO_YEARS = "two_years", _("every two years")


# The period of a two-yearly survey is the year of measurement.
MONTHS = {
    Frequency.MONTH: 1,
    Frequency.QUARTER: 3,
    Frequency.HALF_YEAR: 6,
    Frequency.YEAR: 12,
    Frequency.TWO_YEARS: 24,
}
_FORM = re.compile(
    r"^(?P<year>[12]\d{3})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?\Z",
    re.ASCII,
)


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of whole months. Ordered by its first day, then its length."""

    start: datetime.date
    months: int

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period that a code names; ValueError for anything else."""
        return _parse(text)

    @property
    def code(self) -> str:
        """The code, as the API and the database write it."""
        year, month = self.start.year, self.start.month
        if self.months == 12:
            return f"{year}"
        if self.months == 6:
            return f"{year}-H{(month + 5) // 6}"
        if self.months == 3:
            return f"{year}-Q{(month + 2) // 3}"
        return f"{year}-{month:02d}"

    @property
    def end(self) -> datetime.date:
        """The last day."""
        last = self.start.month + self.months - 1
        return datetime.date(self.start.year, last, calendar.monthrange(self.start.year, last)[1])

    @property
    def label(self) -> str:
        """For reading, in the active language: `2024`, `I półrocze 2024`, `Q3 2024`, `lipiec 2024`."""
        year, month = self.start.year, self.start.month
        if self.months == 12:
            return f"{year}"
        return str(_LABELS[self.months][(month - 1) // self.months]) % {"year": year}

    @property
    def within(self) -> str:
        """For a sentence, in the active language: `w 2024 roku`, `in July 2024`."""
        year, month = self.start.year, self.start.month
        if self.months == 12:
            return pgettext("within a period", "in %(year)s") % {"year": year}
        return str(_WITHIN[self.months][(month - 1) // self.months]) % {"year": year}

    def fits(self, frequency: str) -> bool:
        """Whether an indicator of this frequency has such periods."""
        return min(MONTHS[Frequency(frequency)], 12) == self.months

    def next(self, frequency: str, count: int = 1) -> "Period":
        """The period that follows, `count` frequencies later."""
        return Period(_add_months(self.start, count * MONTHS[Frequency(frequency)]), self.months)

    def previous(self, frequency: str, count: int = 1) -> "Period":
        """The period before, `count` frequencies earlier."""
        return self.next(frequency, -count)

    def has_ended(self, day: datetime.date) -> bool:
        """Whether `day` comes after the last day of the period."""
        return day > self.end

    def age(self, day: datetime.date, frequency: str) -> int:
        """How many whole frequencies have passed between the end of the period and `day`.

        The year 2024 is 1 yearly frequency old on the last day of 2026 and 2 on the next day.
        Before its end a period has age 0.
        """
        after = self.end + datetime.timedelta(days=1)
        months = 12 * (day.year - after.year) + day.month - after.month
        return max(months, 0) // MONTHS[Frequency(frequency)]


@lru_cache(maxsize=2048)
def _parse(text: str) -> Period:
    """Lists read the same few codes thousands of times."""
    match = _FORM.match(text.strip())
    if match is None:
        raise ValueError(text)
    year = int(match["year"])
    if match["half"]:
        return Period(datetime.date(year, 1 + 6 * (int(match["half"]) - 1), 1), 6)
    if match["quarter"]:
        return Period(datetime.date(year, 1 + 3 * (int(match["quarter"]) - 1), 1), 3)
    if match["month"]:
        return Period(datetime.date(year, int(match["month"]), 1), 1)
    return Period(datetime.date(year, 1, 1), 12)


def period_of(day: datetime.date, frequency: str) -> Period:
    """The period in which `day` lies. Surveys of two years have the year of measurement."""
    months = min(MONTHS[Frequency(frequency)], 12)
    return Period(datetime.date(day.year, 1 + (day.month - 1) // months * months, 1), months)


def latest_ended(day: datetime.date, frequency: str) -> Period:
    """The last period that has ended before `day`: the one a reader can ask about."""
    current = period_of(day, frequency)
    return Period(_add_months(current.start, -current.months), current.months)


def _add_months(first: datetime.date, months: int) -> datetime.date:
    index = 12 * first.year + first.month - 1 + months
    return datetime.date(index // 12, index % 12 + 1, 1)


_LABELS = {
    6: (pgettext_lazy("period", "H1 %(year)s"), pgettext_lazy("period", "H2 %(year)s")),
    3: (
        pgettext_lazy("period", "Q1 %(year)s"),
        pgettext_lazy("period", "Q2 %(year)s"),
        pgettext_lazy("period", "Q3 %(year)s"),
        pgettext_lazy("period", "Q4 %(year)s"),
    ),
    1: (
        pgettext_lazy("period", "January %(year)s"),
        pgettext_lazy("period", "February %(year)s"),
        pgettext_lazy("period", "March %(year)s"),
        pgettext_lazy("period", "April %(year)s"),
        pgettext_lazy("period", "May %(year)s"),
        pgettext_lazy("period", "June %(year)s"),
        pgettext_lazy("period", "July %(year)s"),
        pgettext_lazy("period", "August %(year)s"),
        pgettext_lazy("period", "September %(year)s"),
        pgettext_lazy("period", "October %(year)s"),
        pgettext_lazy("period", "November %(year)s"),
        pgettext_lazy("period", "December %(year)s"),
    ),
}
# Polish has a case of its own for "in July": hence a second set of messages.
_WITHIN = {
    6: (
        pgettext_lazy("within a period", "in the first half of %(year)s"),
        pgettext_lazy("within a period", "in the second half of %(year)s"),
    ),
    3: (
        pgettext_lazy("within a period", "in the first quarter of %(year)s"),
        pgettext_lazy("within a period", "in the second quarter of %(year)s"),
        pgettext_lazy("within a period", "in the third quarter of %(year)s"),
        pgettext_lazy("within a period", "in the fourth quarter of %(year)s"),
    ),
    1: (
        pgettext_lazy("within a period", "in January %(year)s"),
        pgettext_lazy("within a period", "in February %(year)s"),
        pgettext_lazy("within a period", "in March %(year)s"),
        pgettext_lazy("within a period", "in April %(year)s"),
        pgettext_lazy("within a period", "in May %(year)s"),
        pgettext_lazy("within a period", "in June %(year)s"),
        pgettext_lazy("within a period", "in July %(year)s"),
        pgettext_lazy("within a period", "in August %(year)s"),
        pgettext_lazy("within a period", "in September %(year)s"),
        pgettext_lazy("within a period", "in October %(year)s"),
        pgettext_lazy("within a period", "in November %(year)s"),
        pgettext_lazy("within a period", "in December %(year)s"),
    ),
}
