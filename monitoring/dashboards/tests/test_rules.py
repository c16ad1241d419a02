from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitoring.dashboards import fairness, shapes
from monitoring.dashboards.fairness import Measure
from monitoring.dashboards.heat import Cell, Measured, heat_of, level
from monitoring.dashboards.spread import levels, places, spread_of
from strategy.indicators.models import Indicator

# A busy machine is no fault of the rules.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
numbers = st.integers(-1000, 1000).map(lambda cents: Decimal(cents) / 100)


def test_the_spread_cuts_ordered_values_into_quarters():
    spread = spread_of(Decimal(n) for n in (1, 2, 3, 4, 10))
    assert (spread.low, spread.first_quartile, spread.median, spread.third_quartile, spread.high) == (
        1, 2, 3, 4, 10,
    )  # fmt: skip


def test_between_two_values_a_quartile_lies_on_a_straight_line():
    assert spread_of(map(Decimal, (1, 2, 3, 4))).first_quartile == Decimal("1.75")


def test_of_two_values_nobody_says_a_median():
    assert spread_of([Decimal(1), Decimal(2)]) is None


@patient
@given(st.lists(numbers, min_size=3, max_size=40))
def test_the_spread_is_ordered_and_half_of_the_values_lie_on_each_side_of_the_median(values):
    spread = spread_of(values)
    steps = [spread.low, spread.first_quartile, spread.median, spread.third_quartile, spread.high]
    assert steps == sorted(steps)
    assert sum(value <= spread.median for value in values) * 2 >= len(values)
    assert sum(value >= spread.median for value in values) * 2 >= len(values)


@patient
@given(st.dictionaries(st.integers(), numbers, min_size=1, max_size=30))
def test_equal_values_share_a_place_and_a_level(values):
    place, shade = places(values), levels(values)
    assert min(place.values()) == 1
    for one in values:
        for other in values:
            if values[one] == values[other]:
                assert (place[one], shade[one]) == (place[other], shade[other])
            elif values[one] > values[other]:
                assert place[one] < place[other]
                assert shade[one] >= shade[other]


def test_where_falling_is_good_the_lowest_is_first():
    assert places({1: Decimal(5), 2: Decimal(3)}, rising_is_good=False) == {2: 1, 1: 2}


@pytest.mark.parametrize(
    ("fields", "absolute"),
    [
        ({"aggregation": "sum", "unit": "osoby"}, True),
        ({"aggregation": "sum", "unit": "%"}, False),
        ({"aggregation": "sum", "unit": "punkty", "is_share": True}, False),
        ({"aggregation": "not_set", "unit": "osoby"}, False),
        ({"aggregation": "mean", "unit": "min"}, False),
    ],
)
def test_only_counts_are_divided(fields, absolute):
    indicator = Indicator(**fields)
    assert fairness.is_absolute(indicator) is absolute
    assert (Measure.PER_INHABITANT in fairness.measures_for(indicator)) is absolute


def test_values_are_shown_per_thousand_inhabitants_and_an_unknown_basis_is_named():
    compared = fairness.compare(
        {1: Decimal(50), 2: Decimal(7), 3: Decimal(1)}, Measure.PER_INHABITANT, {1: Decimal(10000), 2: None}
    )
    assert compared.values == {1: 5}
    assert compared.no_basis == {2, 3}


def test_the_population_itself_is_not_compared_per_inhabitant():
    people = {1: Decimal(1000), 2: Decimal(5000)}
    assert fairness.counts_inhabitants({1: Decimal(980), 2: Decimal(5100)}, people)
    assert not fairness.counts_inhabitants({1: Decimal(30), 2: Decimal(5100)}, people)
    assert not fairness.counts_inhabitants({}, people)


def measured(values, *, areas=(1,), rising=True):
    known = {key: Decimal(value) for key, value in values.items()}
    return Measured(frozenset(areas), known, rising, frozenset(known))


def test_the_table_counts_data_and_values_that_are_not_worse_than_the_median():
    heat = heat_of([measured({1: 1, 2: 2, 3: 3}), measured({1: 1, 2: 2, 3: 3}, rising=False)], [1, 2, 3, 4])
    assert heat.cells[1, 1] == Cell(with_data=2, expected=2, not_worse=1, compared=2)
    assert heat.cells[2, 1] == Cell(2, 2, 2, 2)
    assert heat.cells[4, 1] == Cell(0, 2, 0, 0)


def test_an_indicator_without_a_good_direction_is_never_compared():
    assert heat_of([measured({1: 1, 2: 2, 3: 3}, rising=None)], [1]).totals[1] == Cell(1, 1, 0, 0)


def test_an_indicator_of_two_areas_counts_in_both_and_once_together():
    heat = heat_of([measured({1: 1}, areas=(1, 2))], [1])
    assert heat.cells[1, 1] == heat.cells[1, 2] == heat.totals[1] == Cell(1, 1, 0, 0)


@pytest.mark.parametrize(
    ("part", "whole", "shade"),
    [(0, 0, None), (0, 3, 0), (1, 3, 1), (2, 4, 2), (2, 3, 2), (3, 3, 3), (1, 1, 3)],
)
def test_the_shade_of_a_share(part, whole, shade):
    assert level(part, whole) == shade


SQUARE = [[[[19.8, 50.0], [20.0, 50.0], [20.0, 50.1], [19.8, 50.1], [19.8, 50.0]]]]


def test_boundaries_become_paths_that_fit_their_frame():
    drawing = shapes.draw({7: SQUARE})
    shape = drawing.shapes[7]
    assert shape.path.startswith("M6 ")
    assert shape.path.endswith("Z")
    assert 0 < shape.x < drawing.width
    assert 0 < shape.y < drawing.height
    assert shapes.draw({}) is None


def test_the_label_lies_inside_of_a_horseshoe():
    ring = [[0, 0], [3, 0], [3, 3], [2, 3], [2, 1], [1, 1], [1, 3], [0, 3], [0, 0]]
    drawing = shapes.draw({1: [[ring]]})
    third = drawing.width / 3
    assert not third < drawing.shapes[1].x < 2 * third
