"""The forecast: what it says, when it is silent, and what must not change it."""

import datetime
import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.status.forecast import Outlook, Silence, forecast_of, silence_of
from monitoring.status.rules import Reading, Yardstick
from strategy.indicators.periods import Period

ON = datetime.date(2025, 6, 1)
FIELDS = ("value", "low", "high", "pace", "pace_low", "pace_high", "required")


def yearly(*values, first=2018):
    return [Reading(Period.parse(str(first + n)), Decimal(value)) for n, value in enumerate(values)]


def yardstick(target, direction="increase", year="2030"):
    return Yardstick(direction=direction, targets=(Reading(Period.parse(year), Decimal(target)),))


def near(one, other, size):
    return abs(one - other) <= Decimal("0.0001") * (1 + abs(Decimal(size)))


def test_a_straight_line_is_continued_to_the_target():
    found = forecast_of(yearly(10, 12, 14, 16, 18, 20), yardstick(34))
    assert (found.value, found.low, found.high, found.pace) == (34, 34, 34, 2)
    assert found.outlook == Outlook.LIKELY
    assert found.arrival == Period.parse("2030")
    assert found.required == 2


def test_a_pace_that_is_too_slow_misses_the_target_and_says_when_it_would_arrive():
    found = forecast_of(yearly(10, 11, 12, 13, 14), yardstick(30))
    assert found.outlook == Outlook.UNLIKELY
    assert (found.pace, found.required) == (1, Decimal(2))
    assert found.arrival == Period.parse("2038")


def test_a_falling_indicator_is_judged_by_the_upper_end():
    assert forecast_of(yearly(20, 18, 16, 14), yardstick(10, "decrease")).outlook == Outlook.LIKELY
    assert forecast_of(yearly(20, 18, 16, 14), yardstick(-20, "decrease")).outlook == Outlook.UNLIKELY


def test_a_trend_in_the_wrong_direction_never_arrives():
    found = forecast_of(yearly(20, 19, 18, 17), yardstick(30))
    assert found.outlook == Outlook.UNLIKELY
    assert found.arrival is None


def test_one_odd_value_does_not_turn_the_trend():
    found = forecast_of(yearly(10, 11, 12, 13, 14, 15, 160), yardstick(22, year="2030"))
    assert near(found.pace, Decimal(1), 1)


def test_scattered_values_leave_the_target_uncertain():
    assert forecast_of(yearly(10, 30, 12, 35, 14), yardstick(30)).outlook == Outlook.UNCERTAIN


@pytest.mark.parametrize(
    ("history", "standard", "figures", "reason"),
    [
        (yearly(1, 2, 3, 4), Yardstick(direction="increase"), 4, Silence.NO_TARGET),
        (yearly(1, 2, 3, 4), yardstick(9, "neutral"), 4, Silence.NO_TARGET),
        (yearly(1, 2, 3), yardstick(9), 3, Silence.TOO_FEW),
        ([], yardstick(9), 0, Silence.TOO_FEW),
        (yearly(1, 2, 3), yardstick(9), 5, Silence.NOT_COMPARABLE),
        (yearly(1, 2, 3, 9), yardstick(9), 4, Silence.REACHED),
        (yearly(1, 2, 3, 4), yardstick(9, year="2024"), 4, Silence.PASSED),
        (yearly(1, 2, 3, 4), yardstick(9, year="2021"), 4, Silence.PASSED),
        (yearly(1, 2, 3, 4, first=2015), yardstick(9), 4, Silence.STALE),
        (yearly(1, 2, 3, 4, 5, 6), yardstick(9), 6, None),
    ],
)
def test_when_it_is_silent(history, standard, figures, reason):
    assert silence_of(history, standard, figures=figures, on=ON) == reason


values = st.lists(
    st.decimals(min_value=-10000, max_value=10000, places=2, allow_nan=False), min_size=4, max_size=12
)
small = st.decimals(min_value=-1000, max_value=1000, places=1, allow_nan=False)


@given(values, small, small)
def test_a_shift_of_all_numbers_shifts_the_forecast_and_leaves_the_pace(numbers, target, by):
    plain = forecast_of(yearly(*numbers), yardstick(target))
    moved = forecast_of(yearly(*[number + by for number in numbers]), yardstick(target + by))
    size = max(abs(number) for number in [*numbers, by, target])
    for name in ("value", "low", "high"):
        assert near(getattr(moved, name), getattr(plain, name) + by, size)
    for name in ("pace", "pace_low", "pace_high", "required"):
        assert near(getattr(moved, name), getattr(plain, name), size)


@given(values, small, st.integers(min_value=2, max_value=1000))
def test_another_unit_gives_the_same_forecast_in_that_unit(numbers, target, scale):
    plain = forecast_of(yearly(*numbers), yardstick(target))
    scaled = forecast_of(yearly(*[number * scale for number in numbers]), yardstick(target * scale))
    for name in FIELDS:
        assert near(getattr(scaled, name), getattr(plain, name) * scale, 10000 * scale)


@given(values, small)
def test_a_mirror_of_the_numbers_mirrors_forecast_and_verdict(numbers, target):
    plain = forecast_of(yearly(*numbers), yardstick(target))
    mirrored = forecast_of(yearly(*[-number for number in numbers]), yardstick(-target, "decrease"))
    assert near(mirrored.value, -plain.value, 10000)
    assert near(mirrored.low, -plain.high, 10000)
    assert near(mirrored.high, -plain.low, 10000)
    if min(abs(plain.low - target), abs(plain.high - target)) > Decimal("0.01"):
        assert mirrored.outlook == plain.outlook


@given(values, small, st.randoms(use_true_random=False))
def test_the_order_in_which_values_are_given_changes_nothing(numbers, target, chance: random.Random):
    history = yearly(*numbers)
    shuffled = history[:]
    chance.shuffle(shuffled)
    assert forecast_of(shuffled, yardstick(target)) == forecast_of(history, yardstick(target))


@given(values, small)
def test_the_interval_holds_the_expected_value_and_decides_the_verdict(numbers, target):
    found = forecast_of(yearly(*numbers), yardstick(target))
    tolerance = Decimal("0.000002")
    assert found.low - tolerance <= found.value <= found.high + tolerance
    assert (found.outlook == Outlook.LIKELY) == (found.low >= target)
    assert (found.outlook == Outlook.UNLIKELY) == (found.high < target)
