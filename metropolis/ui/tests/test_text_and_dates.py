import datetime

import pytest
from django.utils import translation
from django.utils.translation import ngettext

from metropolis.ui.dates import clock, long_date, short_date
from metropolis.ui.text import fold, sort_key

DAY = datetime.date(2026, 11, 22)


def test_polish_letters_stand_after_their_plain_ones():
    words = ["żaba", "źrebię", "zebra", "Świątniki", "Skawina", "łąka", "lato", "ąę", "azyl"]
    assert sorted(words, key=sort_key) == [
        "azyl",
        "ąę",
        "lato",
        "łąka",
        "Skawina",
        "Świątniki",
        "zebra",
        "źrebię",
        "żaba",
    ]


def test_a_short_name_stands_before_a_longer_one():
    assert sorted(["Wielka Wieś", "Wieliczka", "Wiel"], key=sort_key) == ["Wiel", "Wieliczka", "Wielka Wieś"]


@pytest.mark.parametrize(
    ("typed", "stored"), [("swiatniki", "Świątniki"), ("ŁODZ", "Łódź"), ("igolomia", "  Igołomia ")]
)
def test_search_forgives_missing_accents(typed, stored):
    assert fold(typed) == fold(stored)


@pytest.mark.parametrize(
    ("language", "day", "text"),
    [
        ("pl", DAY, "22 listopada 2026"),
        ("pl", datetime.date(2026, 5, 1), "1 maja 2026"),
        ("en", DAY, "22 November 2026"),
    ],
)
def test_a_long_date_reads_like_a_sentence(language, day, text):
    with translation.override(language):
        assert long_date(day) == text


def test_short_dates_and_times_are_those_of_warsaw():
    moment = datetime.datetime(2026, 11, 21, 23, 30, tzinfo=datetime.UTC)
    with translation.override("pl"):
        assert (short_date(moment), clock(moment)) == ("22.11.2026", "00:30")
    with translation.override("en"):
        assert short_date(moment) == "22/11/2026"


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "dane dla 0 z 0 wskaźników"),
        (1, "dane dla 0 z 1 wskaźnika"),
        (2, "dane dla 0 z 2 wskaźników"),
        (5, "dane dla 0 z 5 wskaźników"),
        (12, "dane dla 0 z 12 wskaźników"),
        (22, "dane dla 0 z 22 wskaźników"),
        (25, "dane dla 0 z 25 wskaźników"),
    ],
)
def test_counted_messages_use_the_polish_plural_forms(n, text):
    with translation.override("pl"):
        message = ngettext(
            "data for %(done)s of %(total)s indicator", "data for %(done)s of %(total)s indicators", n
        )
        assert message % {"done": 0, "total": n} == text
