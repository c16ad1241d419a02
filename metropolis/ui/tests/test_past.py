"""The day in an address: read as people write it, kept in links."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metropolis.ui.past import NotADay, on_day, read_day

days = st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))


@given(days)
def test_a_day_is_read_back_from_both_forms(day):
    assert read_day(day.isoformat()) == day
    assert read_day(f" {day.day}.{day.month:02d}.{day.year:04d} ") == day


@given(st.text(max_size=12).filter(lambda text: not any(sign.isascii() and sign.isdigit() for sign in text)))
def test_text_without_digits_is_no_day(text):
    with pytest.raises(NotADay):
        read_day(text)


ODD = ["", "2026-13-01", "2026-02-29", "31.04.2026", "2026/03/31", "31-03-2026", "0000-01-01"]


@pytest.mark.parametrize("text", ODD)
def test_what_the_calendar_does_not_have(text):
    with pytest.raises(NotADay):
        read_day(text)


def test_links_keep_what_they_have():
    day = datetime.date(2026, 3, 31)
    assert on_day("/a/", day) == "/a/?na-dzien=2026-03-31"
    assert on_day("/a/?b=c", day) == "/a/?b=c&na-dzien=2026-03-31"
    assert on_day("/a/", None) == "/a/"
