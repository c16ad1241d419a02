"""Counting held against an independent oracle on random cases.

A few each run; with `COUNTING_EXAMPLES=10000` in the environment as many as that.
"""

import datetime
import os
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.status.aggregation import Part, aggregate, running_totals
from monitoring.status.figures import by_period, figures_of, latest_of, standing_of
from monitoring.status.points import Point
from monitoring.status.rules import Reading, Status, Thresholds, Verdict, Yardstick, status_of
from monitoring.status.series import read_series
from monitoring.status.summary import Counted, summarise
from strategy.factories import IndicatorFactory
from strategy.indicators.periods import Frequency, Period, period_of
from strategy.models import Indicator, Target

from . import oracle

many = settings(
    max_examples=int(os.environ.get("COUNTING_EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
THRESHOLDS = Thresholds(Decimal("0.95"), Decimal("0.75"))
METHODS = ("sum", "mean", "population_mean", "ratio", "median")
numbers = st.decimals(min_value=-1000, max_value=1000, places=2, allow_nan=False)
shares = st.decimals(min_value=-3, max_value=3, places=3, allow_nan=False)
positive = st.decimals(min_value=Decimal("0.01"), max_value=1000, places=2, allow_nan=False)
days = st.dates(min_value=datetime.date(2016, 1, 1), max_value=datetime.date(2034, 12, 31))


def near(found, exact):
    """Equal but for the 28 digits of decimal arithmetic."""
    return abs(Fraction(found) - exact) <= Fraction(1, 10**15) * (1 + abs(exact))


def periods(frequency):
    return days.map(lambda day: period_of(day, frequency))


@st.composite
def cases(draw):
    """A yardstick, a latest value and a day: any combination that the database admits."""
    frequency = draw(st.sampled_from(Frequency.values))
    reading = st.builds(Reading, periods(frequency), numbers)
    corners = sorted(
        {one.period: one for one in draw(st.lists(reading, max_size=4))}.values(), key=lambda one: one.period
    )
    with_baseline = draw(st.booleans()) and len(corners) > 0
    low, high = sorted((draw(numbers), draw(numbers)))
    keep_low, keep_high = draw(st.sampled_from([(None, None), (low, None), (None, high), (low, high)]))
    yardstick = Yardstick(
        direction=draw(st.sampled_from(["increase", "decrease", "keep", "neutral"])),
        frequency=frequency,
        baseline=corners[0] if with_baseline else None,
        targets=tuple(corners[1:] if with_baseline else corners),
        keep_low=keep_low,
        keep_high=keep_high,
        first_due=draw(st.none() | periods(frequency)),
    )
    return yardstick, draw(st.none() | reading), draw(days)


def for_oracle(reading):
    return None if reading is None else (oracle.month_after(reading.period.code), Fraction(reading.value))


@many
@given(cases())
def test_statuses_are_those_of_the_oracle(case):
    yardstick, latest, on = case
    same = {
        "direction": yardstick.direction,
        "frequency": yardstick.frequency,
        "baseline": for_oracle(yardstick.baseline),
        "targets": [for_oracle(one) for one in yardstick.targets],
        "keep": tuple(
            None if limit is None else Fraction(limit) for limit in (yardstick.keep_low, yardstick.keep_high)
        ),
        "first_due": oracle.month_after(yardstick.first_due.code) if yardstick.first_due else None,
    }
    found = status_of(yardstick, latest, on=on, thresholds=THRESHOLDS)
    assert found.status == oracle.status(same, for_oracle(latest), on.year * 12 + on.month - 1)


RANK = {Status.OFF_TRACK: 0, Status.AT_RISK: 1, Status.ON_TRACK: 2, Status.ACHIEVED: 3}


@st.composite
def paths(draw):
    """A path that leads only in the wanted direction, a value and a day."""
    sign = draw(st.sampled_from([1, -1]))
    years = sorted(draw(st.sets(st.integers(2016, 2034), min_size=2, max_size=4)))
    value, corners = draw(numbers), []
    for year in years:
        corners.append(Reading(Period.parse(str(year)), value))
        value += sign * draw(st.just(Decimal(0)) | positive)
    yardstick = Yardstick(
        direction="increase" if sign == 1 else "decrease", baseline=corners[0], targets=tuple(corners[1:])
    )
    year = draw(st.integers(2016, 2034))
    near = corners[0].value + sign * draw(numbers)
    return yardstick, Reading(Period.parse(str(year)), near), datetime.date(year + 1, 6, 1), sign


@many
@given(paths(), positive)
def test_a_better_value_never_makes_a_worse_status(case, gain):
    yardstick, latest, on, sign = case
    better = Reading(latest.period, latest.value + sign * gain)
    before = status_of(yardstick, latest, on=on, thresholds=THRESHOLDS).status
    after = status_of(yardstick, better, on=on, thresholds=THRESHOLDS).status
    if before in RANK and after in RANK:
        assert RANK[after] >= RANK[before]
    else:
        assert after == before


@st.composite
def measured(draw):
    """Municipal values of a period, some without ratio or population, some of non-members."""
    members = list(range(1, draw(st.integers(1, 15)) + 1))
    rows = []
    for who in draw(st.lists(st.integers(1, 17), unique=True, max_size=17)):
        denominator = draw(st.none() | positive)
        numerator = draw(positive) if denominator is not None else None
        population = draw(st.none() | st.integers(0, 900_000).map(Decimal))
        rows.append((who, draw(numbers), numerator, denominator, population))
    return draw(st.sampled_from([*METHODS, "not_set", "not_additive", "reported"])), rows, members


@many
@given(measured(), st.randoms(use_true_random=False))
def test_aggregates_are_those_of_the_oracle_in_any_order(case, chance):
    method, rows, members = case
    parts = [Part(*row) for row in rows]
    found, exact = aggregate(method, parts, members=members), oracle.metropolis(method, rows, members)
    if exact is None:
        assert found is None
        return
    assert near(found.value, exact[0])
    assert set(found.coverage.missing) == exact[1]
    assert found.coverage.present == len(members) - len(exact[1])
    assert found.is_comparable == (method != "sum" or not exact[1])
    chance.shuffle(parts)
    again = aggregate(method, parts, members=members)
    assert near(again.value, exact[0])


@many
@given(
    st.dictionaries(st.integers(2016, 2030), numbers, max_size=10),
    numbers,
    st.none() | st.integers(2014, 2026),
    st.sets(st.integers(2016, 2030)),
)
def test_running_totals_are_those_of_the_oracle(years, start, after, incomplete):
    found = running_totals(
        {Period.parse(str(year)): value for year, value in years.items()},
        frequency="year",
        start=start if after is not None else Decimal(0),
        after=Period.parse(str(after)) if after is not None else None,
        incomplete={Period.parse(str(year)) for year in incomplete},
    )
    exact = oracle.totals(years, start if after is not None else 0, after, incomplete)
    assert {period.start.year: Fraction(total.value) for period, total in found.items()} == {
        year: total for year, (total, _lacking) in exact.items()
    }
    for period, total in found.items():
        assert sorted(one.start.year for one in total.missing) == exact[period.start.year][1]


@many
@given(st.lists(st.tuples(positive, st.none() | shares, st.sampled_from(Status.values))))
def test_summaries_are_those_of_the_oracle(rows):
    items = [Counted(Verdict(status, "reached", share), weight, True) for weight, share, status in rows]
    found = summarise(items)
    exact = oracle.mean_attainment([(weight, share) for weight, share, _status in rows])
    assert (found.attainment is None) == (exact is None)
    if exact is not None:
        assert near(found.attainment, exact)
        assert 0 <= found.attainment <= 1
    assert sum(found.counts.values()) == found.total == len(rows)
    assert summarise(items[::-1]).counts == found.counts


class Targets(list):
    def all(self):
        return self


@st.composite
def indicators(draw):
    """An indicator with municipal and reported values of many years, and populations that change."""
    made = Indicator(
        pk=1, frequency="year", scope="municipality", weight=Decimal(1), precision=2,
        direction=draw(st.sampled_from(["increase", "decrease"])),
        aggregation=draw(st.sampled_from(METHODS)),
        accumulation=draw(st.sampled_from(["level", "flow", "cumulative_add", "cumulative_replace"])),
        baseline_period="2018", baseline_value=draw(numbers),
    )  # fmt: skip
    targets = [Target(period="2030", value=draw(numbers))] if draw(st.booleans()) else []
    made._prefetched_objects_cache = {"targets": Targets(targets)}
    points, number = [], 0
    for year in draw(st.sets(st.integers(2016, 2026), max_size=6)):
        for who in draw(st.sets(st.sampled_from([None, 1, 2, 3]), max_size=4)):
            number += 1
            points.append(
                Point(
                    Period.parse(str(year)), draw(numbers), number, number, who,
                    numerator=draw(positive), denominator=draw(positive),
                )
            )  # fmt: skip
    return made, sorted(points, key=lambda point: point.period)


def population(who, year):
    """Another weight each year."""
    return Decimal(1000 * who + 7 * (year - 2000))


@many
@given(indicators(), days)
def test_figures_and_standing_are_those_of_the_oracle(case, on):
    indicator, points = case
    members = [1, 2, 3]
    measured = by_period(points)
    figures = figures_of(
        indicator, measured, members_in=lambda period: members,
        weight_of=lambda who, period: population(who, period.start.year),
    )  # fmt: skip
    standing = standing_of(
        indicator, figures, latest_of(indicator, measured, members_in=lambda period: members), on=on
    )
    exact, incomplete = {}, set()
    for year in sorted({point.period.start.year for point in points}):
        here = [point for point in points if point.period.start.year == year]
        reported = next((point for point in here if point.municipality is None), None)
        rows = [
            (one.municipality, one.value, one.numerator, one.denominator, population(one.municipality, year))
            for one in here
            if one.municipality is not None
        ]
        if reported is not None:
            exact[year] = Fraction(reported.value)
        else:
            exact[year], missing = oracle.metropolis(indicator.aggregation, rows, members)
            if missing and indicator.aggregation == "sum":
                incomplete.add(year)
    assert [figure.period.start.year for figure in figures] == list(exact)
    assert all(near(figure.value, exact[figure.period.start.year]) for figure in figures)
    if indicator.accumulation == "cumulative_add":
        sums = oracle.totals(exact, indicator.baseline_value, 2018, incomplete)
        comparable = {year: total for year, (total, lacking) in sums.items() if not lacking}
    else:
        comparable = {year: value for year, value in exact.items() if year not in incomplete}
    assert [one.period.start.year for one in standing.history] == list(comparable)
    assert all(near(one.value, comparable[one.period.start.year]) for one in standing.history)
    if not standing.yardstick.targets:
        assert standing.verdict.status == Status.NO_TARGET


@many
@given(st.lists(st.tuples(numbers, st.integers(0, 20), st.booleans()), max_size=5), st.integers(0, 20))
@pytest.mark.django_db
def test_revisions_count_from_the_day_they_were_published(revisions, asked):
    """The latest revision published by the end of a day, however many were returned in between."""
    start = datetime.date(2024, 3, 1)
    indicator = IndicatorFactory(scope="metropolis", aggregation="reported")
    observation = ObservationFactory(indicator=indicator, municipality=None, period="2023")
    expected = None
    for value, day, verified in revisions:
        moment = timezone.make_aware(
            datetime.datetime.combine(start + datetime.timedelta(days=day), datetime.time(12))
        )
        IndicatorValueFactory(
            observation=observation, value=value, state="verified" if verified else "returned",
            published_at=moment if verified else None,
        )  # fmt: skip
        if verified and day <= asked:
            expected = value
    as_of = start + datetime.timedelta(days=asked)
    latest = read_series([indicator], as_of=as_of)[indicator.pk].standing.latest
    assert (latest.value if latest else None) == expected
