"""How an indicator stands, rule by rule, and the algebra behind it."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from monitoring.status.rules import (
    Reading,
    Reason,
    Status,
    Thresholds,
    Yardstick,
    attainment,
    expected_value,
    status_of,
    trend,
)
from strategy.indicators.periods import Period

ON = datetime.date(2026, 11, 22)
numbers = st.decimals(-10_000, 10_000, places=2)


def reading(year, value):
    return Reading(Period.parse(str(year)), Decimal(value))


def yardstick(direction="increase", baseline=(2021, 100), targets=((2030, 190),), **more):
    return Yardstick(
        direction=direction,
        baseline=reading(*baseline) if baseline else None,
        targets=tuple(reading(*target) for target in targets),
        **more,
    )


def judge(value, year=2025, on=ON, **more):
    return status_of(yardstick(**more), None if value is None else reading(year, value), on=on)


# --- the expected value ---------------------------------------------------------------------


@given(numbers, numbers, numbers)
def test_the_expected_path_goes_through_baseline_intermediate_target_and_target(low, middle, high):
    baseline, targets = reading(2020, low), (reading(2025, middle), reading(2030, high))
    path = {
        year: expected_value(Period.parse(str(year)), baseline=baseline, targets=targets)
        for year in range(2018, 2034)
    }
    assert path[2020] == path[2018] == low
    assert path[2025] == middle
    assert path[2030] == path[2033] == high
    for year in (*range(2020, 2025), *range(2025, 2030)):
        left, right = (low, middle) if year < 2025 else (middle, high)
        assert abs(path[year + 1] - path[year] - (right - left) / 5) < Decimal("1e-9")


def test_the_expected_value_of_a_quarter_lies_between_those_of_years():
    baseline = Reading(Period.parse("2024-Q4"), Decimal(0))
    targets = (Reading(Period.parse("2025-Q4"), Decimal(100)),)
    assert expected_value(Period.parse("2025-Q1"), baseline=baseline, targets=targets) == 25


def test_nothing_is_expected_without_a_baseline_or_a_target():
    assert expected_value(Period.parse("2025"), baseline=None, targets=(reading(2030, 1),)) is None
    assert expected_value(Period.parse("2025"), baseline=reading(2021, 1), targets=()) is None


# --- attainment -----------------------------------------------------------------------------


@given(numbers, numbers, numbers)
def test_attainment_is_the_same_for_a_falling_indicator_seen_in_a_mirror(baseline, expected, value):
    assume(baseline != expected)
    rising = attainment(baseline=baseline, expected=expected, value=value)
    falling = attainment(baseline=-baseline, expected=-expected, value=-value)
    assert rising == falling


@given(numbers, numbers)
def test_attainment_is_none_at_no_expected_change_zero_at_baseline_one_at_expected(baseline, expected):
    if baseline == expected:
        assert attainment(baseline=baseline, expected=expected, value=baseline) is None
        return
    assert attainment(baseline=baseline, expected=expected, value=baseline) == 0
    assert attainment(baseline=baseline, expected=expected, value=expected) == 1


# --- the status -----------------------------------------------------------------------------


def test_statuses_are_listed_in_their_order_of_matching():
    assert Status.values == [
        "no_target", "not_due", "no_data", "achieved", "on_track", "at_risk", "off_track",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("190", Status.ACHIEVED),  # the target itself, five years early
        ("250", Status.ACHIEVED),
        ("140", Status.ON_TRACK),  # exactly as expected: 100 + 4 * 10
        ("138", Status.ON_TRACK),  # 0.95
        ("137.9", Status.AT_RISK),
        ("130", Status.AT_RISK),  # 0.75
        ("129.9", Status.OFF_TRACK),
        ("100", Status.OFF_TRACK),
        ("90", Status.OFF_TRACK),
    ],
)
def test_a_rising_indicator_against_its_path(value, status):
    assert judge(value).status == status


@pytest.mark.parametrize(
    ("value", "status"),
    [("10", "achieved"), ("60", "on_track"), ("62", "on_track"), ("62.1", "at_risk"), ("70.1", "off_track")],
)
def test_a_falling_indicator_against_its_path(value, status):
    assert judge(value, direction="decrease", targets=((2030, 10),)).status == status


def test_thresholds_are_settings_of_the_office(settings):
    settings.STATUS_ON_TRACK_FROM, settings.STATUS_AT_RISK_FROM = "0.5", "0.1"
    assert Thresholds.from_settings() == Thresholds(Decimal("0.5"), Decimal("0.1"))
    assert judge("120").status == Status.ON_TRACK


def test_intermediate_targets_bend_the_path():
    assert judge("110", targets=((2025, 110), (2030, 190))).status == Status.ON_TRACK
    assert judge("110", targets=((2025, 120), (2030, 190))).status == Status.OFF_TRACK


def test_no_target_wins_over_everything_else():
    assert judge(None, targets=()).status == Status.NO_TARGET
    assert judge("140", targets=()).reason == Reason.NO_TARGET


def test_a_neutral_indicator_has_a_trend_only():
    verdict = judge("140", direction="neutral")
    assert (verdict.status, verdict.reason) == (Status.NO_TARGET, Reason.NEUTRAL)


def test_not_due_before_the_end_of_the_first_period():
    first = Period.parse("2026")
    assert judge(None, first_due=first).status == Status.NOT_DUE
    assert judge("95", year=2024, first_due=first).status == Status.NOT_DUE
    assert judge(None, first_due=first, on=datetime.date(2027, 1, 1)).status == Status.NO_DATA


def test_an_early_value_of_the_first_period_counts():
    assert judge("150", year=2026, first_due=Period.parse("2026")).status == Status.ON_TRACK


def test_without_a_set_first_period_the_one_after_the_baseline_is_the_first():
    assert judge(None, baseline=(2025, 100)).status == Status.NOT_DUE
    assert judge(None, baseline=(2024, 100)).status == Status.NO_DATA


def test_a_value_older_than_two_frequencies_is_no_data():
    assert judge("140", year=2024, on=datetime.date(2026, 12, 31)).status != Status.NO_DATA
    verdict = judge("140", year=2024, on=datetime.date(2027, 1, 1))
    assert (verdict.status, verdict.reason) == (Status.NO_DATA, Reason.STALE)
    survey = judge("140", year=2024, on=datetime.date(2027, 1, 1), frequency="two_years")
    assert survey.status != Status.NO_DATA


def test_even_a_reached_target_is_no_data_when_the_value_is_stale():
    assert judge("500", year=2020).status == Status.NO_DATA


@pytest.mark.parametrize(
    ("direction", "value", "status"),
    [
        ("increase", "100", "on_track"),
        ("increase", "101", "on_track"),
        ("increase", "99", "off_track"),
        ("decrease", "99", "on_track"),
        ("decrease", "101", "off_track"),
    ],
)
def test_where_no_change_is_expected_yet_the_value_is_compared_with_the_baseline(direction, value, status):
    target = 200 if direction == "increase" else 10
    verdict = judge(value, direction=direction, targets=((2026, 100), (2030, target)))
    assert verdict.status == status
    assert verdict.attainment is None


@pytest.mark.parametrize(
    ("value", "status"), [("4", "on_track"), ("6", "on_track"), ("3.9", "off_track"), ("6.1", "off_track")]
)
def test_an_indicator_to_be_kept_is_on_track_inside_its_range(value, status):
    verdict = judge(value, direction="keep", targets=(), keep_low=Decimal(4), keep_high=Decimal(6))
    assert verdict.status == status


def test_a_range_may_be_open_at_one_end_and_needs_one():
    assert judge("9", direction="keep", targets=(), keep_low=Decimal(4)).status == Status.ON_TRACK
    assert judge("9", direction="keep").reason == Reason.NO_RANGE


def test_without_a_baseline_only_a_reached_target_can_be_judged():
    assert judge("190", baseline=None).status == Status.ACHIEVED
    verdict = judge("140", baseline=None)
    assert (verdict.status, verdict.reason) == (Status.NO_DATA, Reason.NO_BASELINE)


@given(numbers, numbers, numbers, st.sampled_from(["increase", "decrease"]))
def test_every_measured_indicator_gets_exactly_one_status_that_fits_its_attainment(b, t, v, direction):
    verdict = judge(v, direction=direction, baseline=(2021, b), targets=((2030, t),))
    reached = v >= t if direction == "increase" else v <= t
    assert (verdict.status == Status.ACHIEVED) == reached
    if verdict.reason == Reason.ATTAINMENT:
        assert (verdict.status == Status.ON_TRACK) == (verdict.attainment >= Decimal("0.95"))
        assert (verdict.status == Status.OFF_TRACK) == (verdict.attainment < Decimal("0.75"))


@given(numbers, numbers, numbers)
def test_a_mirrored_indicator_has_the_same_status(b, t, v):
    rising = judge(v, direction="increase", baseline=(2021, b), targets=((2030, t),))
    falling = judge(-v, direction="decrease", baseline=(2021, -b), targets=((2030, -t),))
    assert rising.status == falling.status
    assert rising.attainment == falling.attainment


@given(numbers, numbers, numbers, numbers)
def test_a_better_value_never_has_a_worse_status(b, t, v, more):
    assume(t > b)
    order = [Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK, Status.ACHIEVED]
    worse = judge(v, baseline=(2021, b), targets=((2030, t),))
    better = judge(v + abs(more), baseline=(2021, b), targets=((2030, t),))
    assert order.index(better.status) >= order.index(worse.status)


# --- the trend ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("direction", "value", "course", "good"),
    [
        ("increase", "120", "up", True),
        ("increase", "80", "down", False),
        ("decrease", "80", "down", True),
        ("decrease", "120", "up", False),
        ("neutral", "120", "up", None),
        ("keep", "120", "up", None),
        ("increase", "100", "flat", None),
        ("increase", "100.04", "flat", None),
    ],
)
def test_the_trend_says_which_way_and_whether_that_is_good(direction, value, course, good):
    found = trend(reading(2021, 100), reading(2025, value), direction=direction, precision=1)
    assert (found.course, found.good) == (course, good)


def test_the_trend_has_no_share_from_zero_and_no_trend_without_time():
    assert trend(reading(2021, 0), reading(2025, 5), direction="increase").share is None
    assert trend(reading(2021, 100), reading(2025, 150), direction="increase").share == Decimal("0.5")
    assert trend(reading(2025, 100), reading(2025, 150), direction="increase") is None
    assert trend(None, reading(2025, 150), direction="increase") is None
