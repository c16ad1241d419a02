"""The verified values that a report holds: all of them, or in a large metropolis those that it can show."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from monitoring.status.figures import Series
from monitoring.status.points import Point
from monitoring.status.series import read_figures, read_own_points, read_series
from strategy.models import Indicator

# The values of more municipalities are millions: no page shows them, and a sheet ends at a million rows.
MOST_MUNICIPALITIES = 100


@dataclass(frozen=True)
class Known:
    """Series by indicator, and the points that the snapshot holds: by period, the metropolis first.

    `is_whole`: whether the points of all municipalities are among them.
    """

    series: Mapping[int, Series]
    points: Mapping[int, list[Point]]
    is_whole: bool
    _municipality: str

    @property
    def where(self) -> Q:
        """The revisions that can be among the points."""
        mine = Q(observation__indicator__in=list(self.series))
        if self.is_whole:
            return mine
        return mine & (
            Q(observation__municipality=None) | Q(observation__municipality__slug=self._municipality)
        )


def known_values(
    indicators: Sequence[Indicator],
    *,
    as_of: datetime.date,
    until: datetime.date,
    places: int,
    municipality: str,
) -> Known:
    """What was known on a day. `places`: how many municipalities there are; `municipality`: the slug of the
    one that the report is about, or "".
    """
    if places <= MOST_MUNICIPALITIES:
        series = read_series(indicators, as_of=as_of, until=until)
        return Known(series, {pk: _in_order(_all(one)) for pk, one in series.items()}, True, "")
    series = read_figures(indicators, as_of=as_of, until=until)
    own = read_own_points(indicators, as_of=as_of, until=until, municipality=municipality)
    return Known(series, {pk: _in_order(own.get(pk, [])) for pk in series}, False, municipality)


def _all(series: Series) -> list[Point]:
    points = [figure.reported for figure in series.figures if figure.reported is not None]
    return points + [point for row in series.municipal.values() for point in row]


def _in_order(points: list[Point]) -> list[Point]:
    return sorted(points, key=lambda point: (point.period, point.municipality is not None, point.id))
