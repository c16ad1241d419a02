"""Series for pages: of a country's municipalities only the periods that a page shows.

An indicator of thousands of municipalities has tens of thousands of points, and its page shows two periods
of them. All else that a page says of it is kept with the overview.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import replace

from django.db.models import prefetch_related_objects

from strategy.indicators.periods import Period
from strategy.models import Indicator

from .figures import Series
from .kept_pages import kept_with
from .overview import overview
from .series import read_figures, read_points_in, read_said, read_series

Wanted = Callable[[Series], Iterable[Period]]


def read_shown(
    indicator: Indicator, wanted: Wanted, *, whole: bool, as_of: datetime.date | None = None
) -> Series:
    """The series of `indicator`: `whole`, or with the municipal points of `wanted` periods only."""
    if whole:
        return read_series([indicator], as_of=as_of)[indicator.pk]
    outline = _outline(indicator, as_of)
    return replace(outline, municipal=read_points_in(indicator, set(wanted(outline)), as_of=as_of))


def latest_two(series: Series) -> list[Period]:
    """The latest period with data, and the one before in which municipalities sent values."""
    periods = (series.standing.data_period, series.earlier_period)
    return [period for period in periods if period is not None]


def _outline(indicator: Indicator, as_of: datetime.date | None) -> Series:
    """The series without points of municipalities; today's is read once as long as no number changes."""

    def make() -> Series:
        series = read_figures([indicator], as_of=as_of)[indicator.pk]
        return replace(series, said=read_said(indicator, as_of=as_of))

    if as_of is not None:
        return make()
    prefetch_related_objects([indicator], "targets")
    # What belongs to others, such as the name of a partner, may have changed since.
    return replace(kept_with(overview(), "outline", indicator.pk, make=make), indicator=indicator)
