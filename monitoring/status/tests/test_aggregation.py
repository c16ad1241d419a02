"""From municipalities to the metropolis: missing is never zero."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.status.aggregation import Part, aggregate, differs, running_totals
from strategy.indicators.periods import Period

numbers = st.decimals(-1000, 1000, places=2)
positive = st.decimals("0.01", 1000, places=2)
whole_parts = st.lists(st.tuples(numbers, numbers, positive, positive), min_size=1, max_size=15).map(
    lambda rows: [
        Part(key, value, numerator, denominator, population, order=key)
        for key, (value, numerator, denominator, population) in enumerate(rows, 1)
    ]
)
METHODS = ["sum", "mean", "population_mean", "ratio", "median", "last"]


def part(key, value="1", **more):
    return Part(key, Decimal(value), **more)


@given(whole_parts, st.sampled_from(METHODS), st.randoms())
def test_the_order_of_municipalities_does_not_matter(parts, method, random):
    members = [item.municipality for item in parts]
    shuffled = parts[:]
    random.shuffle(shuffled)
    first = aggregate(method, parts, members=members).value
    assert abs(first - aggregate(method, shuffled, members=members).value) < Decimal("1e-15")


@given(whole_parts, st.sampled_from(["mean", "population_mean", "median", "last"]))
def test_averages_lie_between_the_smallest_and_the_largest(parts, method):
    value = aggregate(method, parts, members=[item.municipality for item in parts]).value
    slack = Decimal("1e-15")
    assert min(item.value for item in parts) - slack <= value <= max(item.value for item in parts) + slack


@given(whole_parts, st.sampled_from(METHODS), st.integers(1, 5))
def test_a_missing_municipality_makes_the_figure_incomplete_and_is_never_a_zero(parts, method, absent):
    here = [item.municipality for item in parts]
    members = here + [100 + number for number in range(absent)]
    figure = aggregate(method, parts, members=members)
    assert figure.value == aggregate(method, parts, members=here).value
    assert figure.coverage.present == len(parts)
    assert figure.coverage.expected == len(parts) + absent
    assert figure.coverage.missing == tuple(members[len(parts) :])
    assert not figure.coverage.is_complete
    assert figure.is_comparable == (method != "sum")


@given(whole_parts)
def test_a_ratio_is_the_mean_weighted_by_denominators(parts):
    members = [item.municipality for item in parts]
    weighted = [
        Part(item.municipality, item.numerator / item.denominator, population=item.denominator)
        for item in parts
    ]
    ratio = aggregate("ratio", parts, members=members).value
    assert abs(ratio - aggregate("population_mean", weighted, members=members).value) < Decimal("1e-12")


def test_a_ratio_sums_both_sides_and_writes_percent_where_the_unit_is_percent():
    parts = [
        part(1, "50", numerator=Decimal(1), denominator=Decimal(2)),
        part(2, "10", numerator=Decimal(9), denominator=Decimal(90)),
    ]
    figure = aggregate("ratio", parts, members=[1, 2], scale=Decimal(100))
    assert round(figure.value, 4) == Decimal("10.8696")


def test_a_part_without_what_the_method_needs_is_missing():
    parts = [part(1, "50", numerator=Decimal(1), denominator=Decimal(2)), part(2, "10")]
    assert aggregate("ratio", parts, members=[1, 2]).coverage.missing == (2,)
    assert aggregate("population_mean", parts, members=[1, 2]) is None


def test_who_was_no_member_in_the_period_does_not_count():
    figure = aggregate("sum", [part(1, "5"), part(9, "1000")], members=[1])
    assert figure.value == 5
    assert figure.coverage.is_complete


def test_the_last_value_is_the_one_that_came_last():
    parts = [part(1, "5", order=3), part(2, "7", order=8), part(3, "6", order=5)]
    assert aggregate("last", parts, members=[1, 2, 3]).value == 7


@pytest.mark.parametrize("method", ["not_set", "not_additive", "reported"])
def test_some_methods_compute_nothing(method):
    assert aggregate(method, [part(1)], members=[1]) is None


@pytest.mark.parametrize("method", METHODS)
def test_no_values_make_no_figure(method):
    assert aggregate(method, [], members=[1, 2]) is None


@pytest.mark.parametrize(
    ("reported", "computed", "question"),
    [("41.7", "41.65", False), ("41.7", "41.75", False), ("41.7", "41.64", True), ("41.7", "41.7", False)],
)
def test_a_difference_beyond_rounding_is_a_question(reported, computed, question):
    assert differs(Decimal(reported), Decimal(computed), precision=1) is question


def years(**values):
    return {Period.parse(key[1:]): Decimal(value) for key, value in values.items()}


def test_values_that_add_up_run_from_the_baseline():
    totals = running_totals(
        years(y2020=9, y2022=1, y2023=2),
        frequency="year",
        start=Decimal(10),
        after=Period.parse("2021"),
    )
    assert [(period.code, total.value) for period, total in totals.items()] == [("2022", 11), ("2023", 13)]


def test_a_gap_of_a_running_total_is_named_from_there_on():
    totals = running_totals(years(y2022=1, y2024=2, y2025=3), frequency="year")
    assert totals[Period.parse("2022")].missing == ()
    assert totals[Period.parse("2024")].missing == (Period.parse("2023"),)
    assert totals[Period.parse("2025")].missing == (Period.parse("2023"),)


def test_an_incomplete_period_stays_in_the_total_and_is_named():
    totals = running_totals(years(y2022=1, y2023=2), frequency="year", incomplete={Period.parse("2022")})
    assert totals[Period.parse("2023")].value == 3
    assert totals[Period.parse("2023")].missing == (Period.parse("2022"),)
