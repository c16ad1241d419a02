"""What is refused, and what is only asked about."""

import datetime
from decimal import Decimal

import pytest

from monitoring.progress.answers import (
    Answer,
    MilestoneAnswer,
    Planned,
    SpendingAnswer,
    faults,
    percent_of,
    questions,
)

TODAY = datetime.date(2026, 3, 1)
PLANNED = Planned(
    milestones={"a": "Umowa", "b": "Budowa"},
    sources={"OWN": "Środki własne"},
    secured={"OWN": Decimal(1000)},
    first_year=2024,
    last_year=2026,
)
BOTH_REACHED = tuple(MilestoneAnswer(key, reached_on=TODAY) for key in "ab")


def spent(amount, year=2025, source="OWN"):
    return Answer("in_progress", 50, spending=(SpendingAnswer(source, year, Decimal(amount)),))


def milestone(**fields):
    return Answer("in_progress", 50, milestones=(MilestoneAnswer(fields.pop("key", "a"), **fields),))


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        (Answer("in_progress"), "percent"),
        (Answer("in_progress", 101), "percent"),
        (Answer("in_progress", -1), "percent"),
        (Answer("delayed", 10), "blocks"),
        (Answer("abandoned", 10, blocks="  "), "blocks"),
        (Answer("in_progress", 10, done="x" * 4001), "done"),
        (milestone(reached_on=TODAY + datetime.timedelta(days=1)), "milestones.a"),
        (milestone(reached_on=TODAY, expected_on=TODAY), "milestones.a"),
        (milestone(key="z", reached_on=TODAY), "milestones.z"),
        (spent("-1"), "spending.0"),
        (spent("1.001"), "spending.0"),
        (spent("1", year=2027), "spending.0"),
        (spent("1", year=1999), "spending.0"),
    ],
)
def test_what_is_impossible_is_refused_at_its_field(answer, field):
    assert list(faults(answer, PLANNED, TODAY)) == [field]


def test_a_source_and_year_twice_is_refused():
    row = SpendingAnswer("OWN", 2025, Decimal(1))
    assert list(faults(Answer("in_progress", 1, spending=(row, row)), PLANNED, TODAY)) == ["spending.1"]


@pytest.mark.parametrize(
    ("answer", "part"),
    [
        (Answer("in_progress", 100), "Wpisano 100%"),
        (Answer("done", 90, milestones=BOTH_REACHED), "90%"),
        (Answer("not_started", 5), "nie jest rozpoczęte"),
        (Answer("done", 100, milestones=BOTH_REACHED[:1]), "Budowa"),
        (spent("1000.01"), "Środki własne"),
        (spent("1", source="ERDF"), "ERDF"),
        (spent("1", year=2023), "2023"),
    ],
)
def test_what_is_odd_is_asked_about_and_not_refused(answer, part):
    assert faults(answer, PLANNED, TODAY) == {}
    [asked] = questions(answer, PLANNED)
    assert part in asked


@pytest.mark.parametrize(
    "answer",
    [
        Answer("not_started", 0),
        Answer("in_progress", 40),
        Answer("done", 100, milestones=BOTH_REACHED),
        Answer("abandoned", 100, blocks="Brak zgody."),
        spent("1000"),
    ],
)
def test_what_fits_together_raises_no_question(answer):
    assert (faults(answer, PLANNED, TODAY), questions(answer, PLANNED)) == ({}, [])


def test_the_per_cent_of_the_ends_follows_from_the_stage():
    assert (percent_of(Answer("not_started")), percent_of(Answer("done"))) == (0, 100)
