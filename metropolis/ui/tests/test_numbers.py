from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metropolis.ui.numbers import NotANumber, format_decimal, parse_decimal


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1 234,5", "1234.5"),
        ("1234.50", "1234.50"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("\u22120,3", "-0.3"),
        (" 27 ", "27"),
    ],
)
def test_a_number_is_read_as_people_type_it(typed, number):
    assert parse_decimal(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed", ["", "abc", "1.234,5", "1,234.5", "12 34", "5%", "=1+1", "1e5", "1 2", "9" * 20]
)
def test_what_could_be_read_in_two_ways_is_refused(typed):
    with pytest.raises(NotANumber):
        parse_decimal(typed)


@given(st.decimals(min_value=-(10**13), max_value=10**13, places=4))
def test_what_is_shown_in_polish_can_be_typed_back(value):
    assert parse_decimal(format_decimal(value, 4, "pl")) == value


def test_numbers_round_half_up_and_group():
    assert format_decimal(Decimal("1234.45"), 1, "pl") == "1\u00a0234,5"
    assert format_decimal(Decimal("1234.45"), 1, "en") == "1,234.5"
    assert format_decimal(Decimal("12.500"), None, "pl") == "12,5"
