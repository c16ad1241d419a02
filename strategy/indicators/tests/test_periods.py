"""Periods: an algebra of whole months."""

import datetime
import re

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from strategy.indicators.periods import MONTHS, Frequency, Period, latest_ended, period_of

days = st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 12, 31))
frequencies = st.sampled_from(list(Frequency))
periods = st.builds(period_of, days, frequencies)


@given(periods)
def test_a_code_names_the_period_it_came_from(period):
    assert Period.parse(period.code) == period


@given(days, frequencies)
def test_a_day_lies_in_its_period_and_after_the_latest_ended(day, frequency):
    current, before = period_of(day, frequency), latest_ended(day, frequency)
    assert current.start <= day <= current.end
    assert before.end + datetime.timedelta(days=1) == current.start
    assert before.has_ended(day)
    assert not current.has_ended(day)


@given(days, frequencies, st.integers(-30, 30), st.integers(-30, 30))
def test_steps_add_up_and_go_back(day, frequency, first, second):
    period = period_of(day, frequency)
    assert period.next(frequency, first).next(frequency, second) == period.next(frequency, first + second)
    assert period.next(frequency, first).previous(frequency, first) == period


@given(days, frequencies)
def test_the_next_period_fits_and_starts_a_frequency_later(day, frequency):
    period = period_of(day, frequency)
    following = period.next(frequency)
    assert following.fits(frequency)
    assert following > period
    months = 12 * (following.start.year - period.start.year) + following.start.month - period.start.month
    assert months == MONTHS[frequency]


@given(days, frequencies, st.integers(0, 30))
def test_a_period_is_n_frequencies_old_on_the_day_after_n_frequencies(day, frequency, count):
    period = period_of(day, frequency)
    anniversary = period.next(frequency, count).end + datetime.timedelta(days=1)
    assert period.age(anniversary, frequency) == count
    assert period.age(anniversary - datetime.timedelta(days=1), frequency) == max(count - 1, 0)


def test_a_year_is_two_yearly_frequencies_old_two_years_after_its_end():
    year = Period.parse("2024")
    assert year.age(datetime.date(2026, 12, 31), Frequency.YEAR) == 1
    assert year.age(datetime.date(2027, 1, 1), Frequency.YEAR) == 2
    assert year.age(datetime.date(2027, 1, 1), Frequency.TWO_YEARS) == 1
    assert year.age(datetime.date(2024, 5, 1), Frequency.YEAR) == 0


@pytest.mark.parametrize(
    "text", ["", "24", "2024-13", "2024-00", "2024-H3", "2024-Q5", "2024-7", "2024-q1", "2024\n1", "2٠٢٤"]
)
def test_what_is_not_a_period_is_refused(text):
    with pytest.raises(ValueError, match=re.escape(text) or "^$"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("code", "polish", "english"),
    [
        ("2024", "2024", "2024"),
        ("2024-H1", "I półrocze 2024", "H1 2024"),
        ("2024-Q3", "III kwartał 2024", "Q3 2024"),
        ("2024-07", "lipiec 2024", "July 2024"),
    ],
)
def test_labels_in_both_languages(code, polish, english):
    with override("pl"):
        assert Period.parse(code).label == polish
    with override("en"):
        assert Period.parse(code).label == english


@pytest.mark.parametrize(
    ("code", "polish", "english"),
    [
        ("2024", "w 2024 roku", "in 2024"),
        ("2024-H2", "w II półroczu 2024 roku", "in the second half of 2024"),
        ("2024-Q1", "w I kwartale 2024 roku", "in the first quarter of 2024"),
        ("2024-09", "we wrześniu 2024 roku", "in September 2024"),
    ],
)
def test_periods_within_a_sentence(code, polish, english):
    with override("pl"):
        assert Period.parse(code).within == polish
    with override("en"):
        assert Period.parse(code).within == english
