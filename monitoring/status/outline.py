"""Series for pages: of a country's municipalities only the periods that a page shows.

An indicator of thousands of municipalities has tens of thousands of points, and its page shows two periods
of them. All else that a page says of it is kept with the overview.
"""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from decimal import Decimal

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


def latest(series: Series) -> list[Period]:
    """The latest period with data."""
    return [series.standing.data_period] if series.standing.data_period else []


def values_before(
    series: Series, places: Collection[int], *, as_of: datetime.date | None = None
) -> dict[int, Decimal]:
    """Municipality -> its value of the period before the latest data, of `places` at least."""
    earlier = series.earlier_period
    if earlier is None:
        return {}
    if series.said is None:
        return {pk: point.value for pk, point in series.municipal_in(earlier).items()}
    found = read_points_in(series.indicator, [earlier], as_of=as_of, municipalities=places)
    return {pk: points[-1].value for pk, points in found.items()}


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
