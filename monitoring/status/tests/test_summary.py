"""Goals, areas and the strategy: distribution, share with data, mean attainment."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from monitoring.status.rules import Status, Verdict
from monitoring.status.summary import Counted, indicators_below, indicators_of_areas, summarise

shares = st.none() | st.decimals(-3, 3, places=3)
counted = st.builds(
    lambda status, share, weight, data: Counted(Verdict(status, "attainment", share), weight, data),
    st.sampled_from(Status.values),
    shares,
    st.decimals("0.01", 100, places=2),
    st.booleans(),
)


def item(share, weight=1, status="on_track", data=True):
    value = None if share is None else Decimal(share)
    return Counted(Verdict(status, "attainment", value), Decimal(weight), data)


@given(st.lists(counted))
def test_every_indicator_is_counted_once_and_the_mean_lies_between_nought_and_one(items):
    found = summarise(items)
    assert sum(found.counts.values()) == found.total == len(items)
    assert sum(number for _status, _label, number in found.rows) == len(items)
    assert found.attainment is None or 0 <= found.attainment <= 1
    assert (found.attainment is None) == (found.judged == 0)


def test_the_mean_is_weighted_and_each_attainment_capped():
    assert summarise([item("5", weight=1), item("-2", weight=3)]).attainment == Decimal("0.25")
    assert summarise([item("0.5"), item(None, status="no_target")]).attainment == Decimal("0.5")


def test_the_share_with_data_is_none_without_indicators():
    assert summarise([]).share_with_data is None
    assert summarise([item("1"), item(None, data=False, status="no_data")]).share_with_data == Decimal("0.5")


def test_a_goal_counts_its_own_indicators_and_those_below_each_once():
    parents = {1: None, 2: 1, 3: 2, 4: None}
    own = {1: [10], 2: [20, 30], 3: [30, 40], 4: [10]}
    assert indicators_below(parents, own) == {1: {10, 20, 30, 40}, 2: {20, 30, 40}, 3: {30, 40}, 4: {10}}


def test_an_area_counts_its_indicators_and_those_of_its_goals_each_once():
    found = indicators_of_areas(
        [1, 2], area_of_indicator={10: 1, 20: None, 30: 2}, area_of_goal={5: 1}, own={5: [10, 20]}
    )
    assert found == {1: {10, 20}, 2: {30}}
