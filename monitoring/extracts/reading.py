"""What a municipality's yearly report can take from the portal: its values of a year, and its actions.

Public data only: verified values and actions of plans in force, as they are today.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.status.figures import Figure, Series
from monitoring.status.points import Point
from monitoring.status.rules import Status
from monitoring.status.series import read_series
from strategy.actions.lists import ActionLine, actions_of_municipality
from strategy.indicators.periods import MONTHS, Frequency, Period
from strategy.models import Indicator, Municipality, ThematicArea

EARLIEST_YEAR = 2000
OFFERED_YEARS = 5


@dataclass(frozen=True)
class Measure:
    """An indicator of the municipality in the year; what is not known is None.

    `before` is the value of the same part of the year before. `metropolis` is the figure of the same period.
    """

    indicator: Indicator
    now: Point | None
    before: Point | None
    metropolis: Figure | None
    status: str

    @property
    def change(self) -> Decimal | None:
        """The change from the year before."""
        return self.now.value - self.before.value if self.now and self.before else None

    @property
    def status_label(self) -> str:
        """How the indicator stands in the whole metropolis today, in words."""
        return str(Status(self.status).label)


@dataclass(frozen=True)
class Involvement:
    """An action of a plan in force, and what the municipality has to do with it, in words."""

    line: ActionLine
    role: str


@dataclass(frozen=True)
class Extract:
    """Everything that the files hold. `groups`: measures by area (None: context of all areas)."""

    municipality: Municipality
    year: int
    made_on: datetime.date
    groups: list[tuple[ThematicArea | None, list[Measure]]]
    involvements: list[Involvement]

    @property
    def measures(self) -> list[Measure]:
        """All indicators, in the order of the portal."""
        return [one for _area, measures in self.groups for one in measures]

    @property
    def measured(self) -> list[Measure]:
        """Those with a value of the year."""
        return [one for one in self.measures if one.now]

    @property
    def missing(self) -> list[Measure]:
        """Those without one."""
        return [one for one in self.measures if one.now is None]


def offered_years(known: set[int], today: datetime.date) -> list[int]:
    """The years to choose from, newest first: the last whole one, and the latest with values."""
    years = {year for year in known if EARLIEST_YEAR <= year < today.year} | {today.year - 1}
    return sorted(years, reverse=True)[:OFFERED_YEARS]


def read_extract(municipality: Municipality, year: int) -> Extract:
    """The extract, in a constant number of queries."""
    indicators = list(Indicator.objects.select_related("area"))
    series = read_series(indicators)
    groups: dict[int | None, tuple[ThematicArea | None, list[Measure]]] = {}
    for indicator in indicators:
        is_asked = indicator.scope == Indicator.Scope.MUNICIPALITY
        if not is_asked and municipality.pk not in series[indicator.pk].municipal:
            continue
        group = groups.setdefault(indicator.area_id, (indicator.area, []))
        group[1].append(_measure(series[indicator.pk], municipality, year))
    return Extract(
        municipality=municipality,
        year=year,
        made_on=timezone.localdate(),
        groups=list(groups.values()),
        involvements=_involvements(municipality),
    )


def _measure(series: Series, municipality: Municipality, year: int) -> Measure:
    points = series.municipal.get(municipality.pk, ())
    now = _last(point for point in points if point.period.end.year == year)
    period = now.period if now else None
    figure = next((figure for figure in series.figures if figure.period == period), None)
    return Measure(
        indicator=series.indicator,
        now=now,
        before=_before(points, now, series.indicator.frequency, year),
        metropolis=figure,
        status=str(series.standing.verdict.status),
    )


def _before(points: Iterable[Point], now: Point | None, frequency: str, year: int) -> Point | None:
    """The value of the same part of the year before; where the year has none, the last of the year before."""
    if now is not None:
        wanted = year_before(now.period, frequency)
        return next((point for point in points if point.period == wanted), None)
    first = year - max(MONTHS[Frequency(frequency)] // 12, 1)
    return _last(point for point in points if first <= point.period.end.year < year)


def _last(points: Iterable[Point]) -> Point | None:
    return max(points, key=lambda point: (point.period.end, point.period.months), default=None)


def year_before(period: Period, frequency: str) -> Period:
    """The same part of the year before; of a survey of two years, the survey before."""
    return period.previous(frequency, max(12 // MONTHS[Frequency(frequency)], 1))


def _involvements(municipality: Municipality) -> list[Involvement]:
    lines = actions_of_municipality(municipality)
    prefetch_related_objects([line.action for line in lines], "milestones", "municipalities")
    return [Involvement(line, _role(line, municipality)) for line in lines]


def _role(line: ActionLine, municipality: Municipality) -> str:
    if line.action.lead_municipality_id == municipality.pk:
        return _("leads")
    if municipality in line.action.municipalities.all():
        return _("takes part")
    return _("obligatory for all municipalities")
