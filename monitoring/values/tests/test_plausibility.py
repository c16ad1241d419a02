"""Which values are questioned, and that a good guess is offered."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from monitoring.values.plausibility import Expectation, Past, questions


def ask(value, past=None, **known):
    known["past"] = Past(Decimal(past), "2024") if past is not None else None
    return [question.code for question in questions(Decimal(value), Expectation(precision=1, **known))]


@pytest.mark.parametrize(
    ("value", "past", "known", "code"),
    [
        ("27", "2.8", {"is_percent": True}, "slip"),
        ("280", "2.8", {}, "slip"),
        ("2.8", "2800", {}, "slip"),
        ("0.28", "2.8", {"is_percent": False}, "slip"),
        ("0.31", "31", {"is_percent": True}, "fraction"),
        ("0.58", None, {"is_percent": True}, "fraction"),
        ("104", None, {"is_percent": True, "is_share": True}, "share"),
        ("-1", "3", {"is_share": True}, "share"),
        ("0", "33", {}, "zero"),
        ("99", "33", {}, "jump"),
        ("-33", "33", {}, "jump"),
        ("12", None, {"range_high": Decimal(10)}, "range"),
        ("1", None, {"range_low": Decimal(2)}, "range"),
    ],
)
def test_what_is_questioned(value, past, known, code):
    assert ask(value, past, **known)[0] == code


@pytest.mark.parametrize(
    ("value", "past", "known"),
    [
        ("31.8", "33.1", {"is_percent": True}),
        ("0.5", "0.6", {"is_percent": True}),
        ("0.5", "0.4", {"is_percent": False}),
        ("3", "1", {}),
        ("100", None, {"is_share": True, "is_percent": True}),
        ("0", None, {}),
        ("0", "0", {}),
        ("40", "0", {}),
        ("1000", None, {}),
    ],
)
def test_what_is_not_questioned(value, past, known):
    if (value, past) == ("3", "1"):
        assert [q.code for q in questions(Decimal(3), Expectation(past=Past(Decimal(1), "2024")))] == []
    else:
        assert ask(value, past, **known) == []


def test_the_question_offers_the_likely_number_in_polish():
    expected = Expectation(is_percent=True, precision=1, past=Past(Decimal("2.8"), "2024"))
    with translation.override("pl"):
        [question, *_rest] = questions(Decimal("27"), expected)
    assert "Czy chodzi o 2,7?" in question.text
    assert "2,8 za 2024" in question.text


decimals = st.decimals(min_value=-(10**9), max_value=10**9, places=3)


@given(value=decimals, past=st.none() | decimals, percent=st.booleans(), share=st.booleans())
def test_any_number_gets_an_answer_and_no_error(value, past, percent, share):
    expected = Expectation(
        is_percent=percent, is_share=share, past=Past(past, "2024") if past is not None else None
    )
    assert all(question.text for question in questions(value, expected))


@given(value=decimals)
def test_the_same_value_as_last_time_is_questioned_only_for_its_range(value):
    expected = Expectation(is_percent=False, past=Past(value, "2024"))
    assert questions(value, expected) == []
