"""Reporting periods: "2024", "2024-H1", "2024-Q3", "2024-07". Pure rules, no database."""

import calendar
import datetime
import re
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    r"^(?P<year>[12]\d{3})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?\Z"
)


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of whole months. Ordered by its first day, then its length."""

    start: datetime.date
    months: int

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period that a code names; ValueError for anything else."""
        match = _FORM.match(text.strip())
        if match is None:
            raise ValueError(text)
        year = int(match["year"])
        if match["half"]:
            return cls(datetime.date(year, 1 + 6 * (int(match["half"]) - 1), 1), 6)
        if match["quarter"]:
            return cls(datetime.date(year, 1 + 3 * (int(match["quarter"]) - 1), 1), 3)
        if match["month"]:
            return cls(datetime.date(year, int(match["month"]), 1), 1)
        return cls(datetime.date(year, 1, 1), 12)

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

    def fits(self, frequency: str) -> bool:
        """Whether an indicator of this frequency has such periods."""
        return min(MONTHS[Frequency(frequency)], 12) == self.months
