"""Reads verified values of many indicators in a constant number of queries.

Pages, reports and the API call these functions only. Everything is verified: who may see more asks
`monitoring.values.querysets`. With `as_of` a reader gets the data of that day: the latest revision that
was published by the end of it.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, prefetch_related_objects
from django.utils import timezone

from monitoring.models import IndicatorValue
from strategy.indicators.periods import Period
from strategy.models import Indicator, Municipality

from .figures import (
    Point,
    Series,
    Standing,
    expected_path,
    figures_of,
    standing_of,
    yardstick_of,
)

# In the order of `Point`: the numbers, then what readers want to know of them.
_NUMBERS = ("value", "pk", "observation__municipality", "numerator", "denominator")
_FIELDS = (*_NUMBERS, "source", "source_url", "confidence", "note", "published_at")
PLACES_AT_ONCE = 900  # indicators times municipalities whose values are in memory at one time


def read_series(
    indicators: Iterable[Indicator],
    *,
    as_of: datetime.date | None = None,
    until: datetime.date | None = None,
) -> dict[int, Series]:
    """Indicator id -> its whole series. Five queries at most, however many indicators there are.

    `until` leaves out the periods that end after that day: a report of a year speaks of no later one.
    """
    wanted, points, members, weights, on = _read(indicators, as_of, until)
    answer = {}
    for indicator in wanted:
        mine = points.get(indicator.pk, [])
        figures = figures_of(indicator, mine, members_in=members, weight_of=weights)
        municipal: dict[int, list[Point]] = defaultdict(list)
        for point in mine:
            if point.municipality is not None:
                municipal[point.municipality].append(point)
        answer[indicator.pk] = Series(
            indicator=indicator,
            figures=figures,
            municipal={key: tuple(row) for key, row in municipal.items()},
            path=expected_path(yardstick_of(indicator)),
            standing=standing_of(indicator, mine, figures, members_in=members, on=on),
        )
    return answer


def read_standings(
    indicators: Iterable[Indicator], *, as_of: datetime.date | None = None
) -> dict[int, Standing]:
    """Indicator id -> how it stands. For all indicators on today's data ask `overview`, which is kept."""
    wanted = list(indicators)
    prefetch_related_objects(wanted, "targets")
    municipalities, members, weights = _surroundings(wanted, as_of)
    on = as_of or timezone.localdate()
    # Memory holds the values of a few indicators at a time, however large the country is.
    at_once = max(1, PLACES_AT_ONCE // max(1, len(municipalities)))
    answer = {}
    for start in range(0, len(wanted), at_once):
        chunk = wanted[start : start + at_once]
        where = Q(observation__indicator__in=[indicator.pk for indicator in chunk])
        points = _points(where, as_of, fields=_NUMBERS)
        for indicator in chunk:
            mine = points.pop(indicator.pk, [])
            figures = figures_of(indicator, mine, members_in=members, weight_of=weights)
            answer[indicator.pk] = standing_of(indicator, mine, figures, members_in=members, on=on)
    return answer


def read_municipal(
    municipality: Municipality, *, as_of: datetime.date | None = None
) -> dict[int, tuple[Point, ...]]:
    """Indicator id -> all verified points of one municipality, in order of time. Two queries."""
    points = _points(Q(observation__municipality=municipality), as_of)
    return {indicator: tuple(row) for indicator, row in points.items()}


def populations():
    """`population(municipality, period)` as the population means weigh it. Two queries at most."""
    return _population_weights(list(Municipality.objects.only("pk", "population")), None)


def _read(indicators: Iterable[Indicator], as_of: datetime.date | None, until: datetime.date | None = None):
    wanted = list(indicators)
    prefetch_related_objects(wanted, "targets")
    where = Q(observation__indicator__in=[indicator.pk for indicator in wanted])
    if until is not None:
        where &= Q(observation__period_end__lte=until)
    points = _points(where, as_of)
    _municipalities, members, weights = _surroundings(wanted, as_of)
    return wanted, points, members, weights, as_of or timezone.localdate()


def _surroundings(wanted: Sequence[Indicator], as_of: datetime.date | None):
    """The municipalities, who of them is a member in a period, and what a value weighs."""
    municipalities = list(Municipality.objects.only("pk", "population", "member_from", "member_to"))
    needs_weights = any(i.aggregation == Indicator.Aggregation.POPULATION_MEAN for i in wanted)
    weights = _population_weights(municipalities, as_of) if needs_weights else _no_weight
    return municipalities, _members(municipalities), weights


def _points(
    where: Q, as_of: datetime.date | None, *, fields: Sequence[str] = _FIELDS
) -> dict[int, list[Point]]:
    """Indicator id -> its verified points in order of time."""
    rows = _verified(where, as_of, fields)
    revised = _revised(where, as_of)
    answer: dict[int, list[Point]] = defaultdict(list)
    for indicator, code, observation, value, pk, place, numerator, denominator, *said in rows:
        # In the order of the fields of a point: keywords would double the time of millions.
        numbers = (value, pk, observation, place, numerator, denominator, observation in revised)
        answer[indicator].append(Point(Period.parse(code), *numbers, *said))
    for row in answer.values():
        row.sort(key=lambda point: (point.period.start, point.period.months))
    return answer


def _verified(where: Q, as_of: datetime.date | None, fields: Sequence[str]):
    """The revision that counts of each observation, as plain rows."""
    keys = ["observation__indicator", "observation__period", "observation"]
    values = IndicatorValue.objects.filter(where)
    if as_of is None:
        return values.filter(observation__current=F("pk")).values_list(*keys, *fields).order_by()
    published = published_by(values, as_of).order_by("revision").values_list(*keys, *fields)
    return {row[2]: row for row in published}.values()


def _revised(where: Q, as_of: datetime.date | None) -> set[int]:
    """Observations whose verified value corrects an earlier verified one."""
    values = IndicatorValue.objects.filter(where, state=IndicatorValue.State.VERIFIED, revision__gt=1)
    if as_of is not None:
        values = published_by(values, as_of)
    earlier = IndicatorValue.objects.filter(
        observation=OuterRef("observation"),
        state=IndicatorValue.State.VERIFIED,
        revision__lt=OuterRef("revision"),
    )
    return set(values.filter(Exists(earlier)).values_list("observation", flat=True))


def published_by(values, day: datetime.date):
    """Verified revisions published by the end of a day."""
    next_day = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
    end = timezone.make_aware(next_day)
    return values.filter(state=IndicatorValue.State.VERIFIED, published_at__lt=end)


def _members(municipalities: Sequence[Municipality]):
    """Which municipalities belonged to the metropolis at the end of a period."""

    @cache
    def members_in(period: Period) -> list[int]:
        return members_at(municipalities, period)

    return members_in


def members_at(municipalities: Iterable[Municipality], period: Period) -> list[int]:
    """The municipalities that belonged to the metropolis at the end of a period."""
    return [
        row.pk
        for row in municipalities
        if (row.member_from is None or row.member_from <= period.end)
        and (row.member_to is None or row.member_to >= period.end)
    ]


def _no_weight(_municipality: int, _period: Period) -> Decimal | None:
    return None


@dataclass(frozen=True, slots=True)
class Weight:
    """The population that weighs a value. `period` is its year; None: kept with the municipality."""

    population: Decimal
    period: Period | None


def read_weights(municipalities: Sequence[Municipality], *, as_of: datetime.date | None = None):
    """Population of a municipality in a period: the weight of population means.

    From the indicator named by the setting POPULATION_INDICATOR (the latest value up to the period),
    else the population kept with the municipality.
    """
    kept = {row.pk: row.population for row in municipalities}
    by_year: dict[int, list[Point]] = defaultdict(list)
    if settings.POPULATION_INDICATOR:
        where = Q(observation__indicator__code=settings.POPULATION_INDICATOR)
        for points in _points(where, as_of).values():
            for point in points:
                if point.municipality is not None:
                    by_year[point.municipality].append(point)

    def weight_in(municipality: int, period: Period) -> Weight | None:
        known = [point for point in by_year.get(municipality, ()) if point.period.end <= period.end]
        if known:
            return Weight(known[-1].value, known[-1].period)
        population = kept.get(municipality)
        return None if population is None else Weight(Decimal(population), None)

    return weight_in


def _population_weights(municipalities: Sequence[Municipality], as_of: datetime.date | None):
    weight_in = read_weights(municipalities, as_of=as_of)

    def weight_of(municipality: int, period: Period) -> Decimal | None:
        weight = weight_in(municipality, period)
        return weight.population if weight else None

    return weight_of
