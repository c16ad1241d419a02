"""Reads verified values of many indicators in a constant number of queries.

Pages, reports and the API call these functions only. Everything is verified: who may see more asks
`monitoring.values.querysets`. With `as_of` a reader gets the data of that day: the latest revision that
was published by the end of it.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects
from django.utils import timezone

from monitoring.models import IndicatorValue, Observation
from strategy.indicators.periods import Period
from strategy.models import Indicator, Municipality

from .figures import (
    Figure,
    Latest,
    Said,
    Series,
    Standing,
    by_period,
    expected_path,
    figure_in,
    figures_of,
    in_order,
    latest_in,
    latest_of,
    standing_of,
    yardstick_of,
)
from .points import Measured, Point

Where = dict[str, Any]  # what is asked of observations: fields of theirs, as a filter names them

# The numbers of a value, then what readers want to know of them, in the order of `Point`.
_KEYS = ("indicator", "period", "municipality")
_NUMBERS = ("pk", "value", "numerator", "denominator")
_FIELDS = (*_NUMBERS, "source", "source_url", "confidence", "note", "published_at")
ROWS_AT_ONCE = 10_000  # of a streamed answer
PLACES_AT_ONCE = 3000  # indicators times municipalities whose values of all periods are read at once


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
        measured = by_period(mine)
        figures = figures_of(indicator, measured, members_in=members, weight_of=weights)
        answer[indicator.pk] = Series(
            indicator=indicator,
            figures=figures,
            municipal=_by_municipality(mine),
            path=expected_path(yardstick_of(indicator)),
            standing=standing_of(
                indicator, figures, latest_of(indicator, measured, members_in=members), on=on
            ),
        )
    return answer


def read_standings(
    indicators: Iterable[Indicator], *, as_of: datetime.date | None = None
) -> dict[int, Standing]:
    """Indicator id -> how it stands. For all indicators on today's data ask `overview`, which is kept."""
    return {pk: series.standing for pk, series in read_figures(indicators, as_of=as_of).items()}


def read_figures(
    indicators: Iterable[Indicator],
    *,
    as_of: datetime.date | None = None,
    until: datetime.date | None = None,
) -> dict[int, Series]:
    """Indicator id -> its series without the points of municipalities, which may be millions.

    What is reported for the whole metropolis comes without its source and note: see `read_own_points`.
    """
    wanted = list(indicators)
    prefetch_related_objects(wanted, "targets")
    municipalities, members, weights = _surroundings(wanted, as_of)
    on = as_of or timezone.localdate()
    figures: dict[int, list[Figure]] = defaultdict(list)
    latest: dict[int, Latest] = {}
    for indicator, period, here in _by_period(wanted, as_of, until, places=len(municipalities)):
        pk, present = indicator.pk, members(period)
        if figure := figure_in(indicator, period, here, members=present, weight_of=weights):
            figures[pk].append(figure)
        if pk not in latest or period > latest[pk].period:
            latest[pk] = latest_in(indicator, period, here, members=present)
    answer = {}
    for one in wanted:
        ordered = in_order(one, figures[one.pk])
        standing = standing_of(one, ordered, latest.get(one.pk), on=on)
        answer[one.pk] = Series(one, ordered, {}, expected_path(yardstick_of(one)), standing)
    return answer


def read_own_points(
    indicators: Iterable[Indicator],
    *,
    as_of: datetime.date | None = None,
    until: datetime.date | None = None,
    municipality: str = "",
) -> dict[int, list[Point]]:
    """Indicator id -> the points of the metropolis itself, and of one municipality (its slug)."""
    where = _of(indicators, until)
    points = _points({**where, "municipality": None}, as_of)
    if municipality:
        for pk, row in _points({**where, "municipality__slug": municipality}, as_of).items():
            points[pk] = points.get(pk, []) + row
    return points


def read_said(indicator: Indicator, *, as_of: datetime.date | None = None) -> Said:
    """In which periods municipalities sent values of `indicator`, and whose all its values are. One query."""
    periods, origins = set(), set()
    rows = _verified(_of([indicator], None), as_of, ("source", "source_url", "confidence"))
    for _indicator, code, place, _observation, *origin in rows:
        origins.add(tuple(origin))
        if place is not None:
            periods.add(Period.parse(code))
    return Said(tuple(sorted(periods)), frozenset(origins))


def read_points_in(
    indicator: Indicator,
    periods: Collection[Period],
    *,
    as_of: datetime.date | None = None,
    municipalities: Collection[int] | None = None,
) -> dict[int, tuple[Point, ...]]:
    """Municipality id -> its points of some periods, in order of time; None: of all. Two queries."""
    whose = (
        {"municipality__isnull": False} if municipalities is None else {"municipality__in": municipalities}
    )
    codes = [period.code for period in periods]
    where = {"indicator": indicator, **whose, "period__in": codes}
    return _by_municipality(_points(where, as_of).get(indicator.pk, ()))


def read_municipal(
    municipality: Municipality, *, as_of: datetime.date | None = None
) -> dict[int, tuple[Point, ...]]:
    """Indicator id -> all verified points of one municipality, in order of time. Two queries."""
    points = _points({"municipality": municipality}, as_of)
    return {indicator: tuple(row) for indicator, row in points.items()}


def populations():
    """`population(municipality, period)` as the population means weigh it. Two queries at most."""
    return _population_weights(_places(), None)


def _by_municipality(points: Iterable[Point]) -> dict[int, tuple[Point, ...]]:
    municipal: dict[int, list[Point]] = defaultdict(list)
    for point in points:
        if point.municipality is not None:
            municipal[point.municipality].append(point)
    return {key: tuple(row) for key, row in municipal.items()}


def _read(indicators: Iterable[Indicator], as_of: datetime.date | None, until: datetime.date | None = None):
    wanted = list(indicators)
    prefetch_related_objects(wanted, "targets")
    points = _points(_of(wanted, until), as_of)
    _municipalities, members, weights = _surroundings(wanted, as_of)
    return wanted, points, members, weights, as_of or timezone.localdate()


def _surroundings(wanted: Sequence[Indicator], as_of: datetime.date | None):
    """The municipalities, who of them is a member in a period, and what a value weighs."""
    municipalities = _places()
    needs_weights = any(i.aggregation == Indicator.Aggregation.POPULATION_MEAN for i in wanted)
    weights = _population_weights(municipalities, as_of) if needs_weights else _no_weight
    return municipalities, _members(municipalities), weights


def _places() -> list[Any]:
    """All municipalities with what counting asks of them: rows, for objects of thousands take long."""
    fields = ("pk", "population", "member_from", "member_to")
    return list(Municipality.objects.values_list(*fields, named=True))


def _of(indicators: Iterable[Indicator], until: datetime.date | None) -> Where:
    where: Where = {"indicator__in": [indicator.pk for indicator in indicators]}
    return where if until is None else where | {"period_end__lte": until}


def _by_period(
    wanted: Sequence[Indicator], as_of: datetime.date | None, until: datetime.date | None, *, places: int
) -> Iterator[tuple[Indicator, Period, Measured]]:
    """All that was measured. Where it is much, newest first and a period at a time, so that memory holds one.

    Values of a period were written in one campaign and lie together on the disk; those of an indicator lie
    apart, and a database takes several times as long to gather them.
    """
    everything, known = _of(wanted, until), {indicator.pk: indicator for indicator in wanted}
    revised, parts, streams = _revised(everything, as_of), [everything], len(wanted) * places > PLACES_AT_ONCE
    if streams:
        codes = Observation.objects.filter(**everything).order_by().values_list("period", flat=True)
        parts = [everything | {"period": code} for code in sorted(codes.distinct(), reverse=True)]
    for where in parts:
        rows = _verified(where, as_of, _NUMBERS)
        read = _measured(_streamed(rows) if streams else rows, revised)
        while read:
            (indicator, code), here = read.popitem()
            yield known[indicator], Period.parse(code), here


def _streamed(rows: QuerySet) -> Iterator[tuple]:
    """Rows as they come, without a list of all of them.

    PostgreSQL copies the whole answer first, unless it is read within a transaction; one of SQLite would make
    those wait who write.
    """
    if connection.vendor != "postgresql":
        yield from rows.iterator(chunk_size=ROWS_AT_ONCE)
        return
    with transaction.atomic(), connection.cursor() as cursor:
        # All rows are wanted: it plans for the first ones otherwise, and takes twice as long for the last.
        cursor.execute("SET LOCAL cursor_tuple_fraction = 1")
        yield from rows.iterator(chunk_size=ROWS_AT_ONCE)


def _measured(rows: Iterable[tuple], revised: Collection[int]) -> dict[tuple[int, str], Measured]:
    """Indicator id and period -> its numbers."""
    read: dict[tuple[int, str], Measured] = defaultdict(Measured)
    for indicator, code, place, observation, pk, value, upper, lower in rows:
        here, corrects = read[indicator, code], observation in revised
        if place is None:
            here.reported = Point(Period.parse(code), value, pk, observation, None, upper, lower, corrects)
        else:
            here.municipalities.append(place)
            here.values.append(value)
            here.numerators.append(upper)
            here.denominators.append(lower)
            here.orders.append(pk)
            here.revised |= corrects
    return read


def _points(where: Where, as_of: datetime.date | None) -> dict[int, list[Point]]:
    """Indicator id -> its verified points in order of time."""
    rows = _verified(where, as_of, _FIELDS)
    revised = _revised(where, as_of)
    answer: dict[int, list[Point]] = defaultdict(list)
    for indicator, code, place, observation, pk, value, upper, lower, *said in rows:
        # In the order of the fields of a point: keywords would double the time of millions.
        numbers = (value, pk, observation, place, upper, lower, observation in revised)
        answer[indicator].append(Point(Period.parse(code), *numbers, *said))
    for row in answer.values():
        row.sort(key=lambda point: (point.period.start, point.period.months))
    return answer


def _verified(where: Where, as_of: datetime.date | None, fields: Sequence[str]) -> QuerySet:
    """The revision that counts of each observation, as plain rows."""
    # From the observations: joined the other way round, a database would look for each value twice.
    observations = Observation.objects.filter(current__isnull=False, **where).order_by()
    latest = observations.values_list(*_KEYS, "pk", *(f"current__{name}" for name in fields))
    if as_of is None:
        return latest
    known = latest.filter(current__published_at__lt=end_of(as_of))
    return known.union(_earlier(where, as_of, fields), all=True)


def _earlier(where: Where, as_of: datetime.date, fields: Sequence[str]) -> QuerySet:
    """Rows of the observations whose latest revision came after the day, as they were known on it: few."""
    later = published_by(IndicatorValue.objects.filter(observation=OuterRef("observation")), as_of)
    known = (
        published_by(_values(where), as_of)
        .filter(observation__current__published_at__gte=end_of(as_of))
        .exclude(Exists(later.filter(revision__gt=OuterRef("revision"))))
        .order_by()
    )
    return known.values_list(*(f"observation__{name}" for name in _KEYS), "observation", *fields)


def _revised(where: Where, as_of: datetime.date | None) -> set[int]:
    """Observations whose verified value corrects an earlier verified one."""
    values = _values(where).filter(state=IndicatorValue.State.VERIFIED, revision__gt=1)
    if as_of is not None:
        values = published_by(values, as_of)
    earlier = IndicatorValue.objects.filter(
        observation=OuterRef("observation"),
        state=IndicatorValue.State.VERIFIED,
        revision__lt=OuterRef("revision"),
    )
    return set(values.filter(Exists(earlier)).values_list("observation", flat=True))


def _values(where: Where):
    return IndicatorValue.objects.filter(**{f"observation__{name}": wanted for name, wanted in where.items()})


def published_by(values, day: datetime.date):
    """Verified revisions published by the end of a day."""
    return values.filter(state=IndicatorValue.State.VERIFIED, published_at__lt=end_of(day))


def end_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time()))


def _members(municipalities: Sequence[Any]):
    """Which municipalities belonged to the metropolis at the end of a period."""

    @cache
    def members_in(period: Period) -> list[int]:
        return members_at(municipalities, period)

    return members_in


def members_at(municipalities: Iterable[Any], period: Period) -> list[int]:
    """The municipalities (or rows of them) that belonged to the metropolis at the end of a period."""
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


def read_weights(municipalities: Sequence[Any], *, as_of: datetime.date | None = None):
    """Population of a municipality in a period: the weight of population means.

    From the indicator named by the setting POPULATION_INDICATOR (the latest value up to the period),
    else the population kept with the municipality.
    """
    kept = {row.pk: row.population for row in municipalities}
    by_year: dict[int, list[Point]] = defaultdict(list)
    if settings.POPULATION_INDICATOR:
        for points in _points({"indicator__code": settings.POPULATION_INDICATOR}, as_of).values():
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


def _population_weights(municipalities: Sequence[Any], as_of: datetime.date | None):
    weight_in = read_weights(municipalities, as_of=as_of)

    @cache
    def weight_of(municipality: int, period: Period) -> Decimal | None:
        weight = weight_in(municipality, period)
        return weight.population if weight else None

    return weight_of
