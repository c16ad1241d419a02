"""What stands in a cell instead of a number is said; the indicator's own unit is no fault."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from monitoring.values.mistyping import fault_of_number, without_unit


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("=SUM(A1:A3)", "formula"),
        ("12 15", "Two numbers"),
        ("12; 15", "Two numbers"),
        ("12/15", "Two numbers"),
        ("1,5 2,5", "Two numbers"),
        ("1.234,5", "which sign"),
        ("1,234,567", "which sign"),
        ("dużo", "usual"),
        ("12 osób", "usual"),
    ],
)
def test_a_sentence_for_what_stands_there(text, words):
    with translation.override("en"):
        assert words in fault_of_number(text, "usual")


@pytest.mark.parametrize(
    ("text", "unit", "left"),
    [
        ("12,5%", "%", "12,5"),
        ("12,5 %", "%", "12,5"),
        ("40 ZŁ", "zł", "40"),
        ("40 km", "zł", "40 km"),
        ("7", "", "7"),
    ],
)
def test_the_own_unit_at_the_end_is_left_out(text, unit, left):
    assert without_unit(text, unit) == left


@given(text=st.text(max_size=40), unit=st.text(max_size=6))
def test_any_text_gets_a_sentence(text, unit):
    assert fault_of_number(without_unit(text, unit), "usual")
