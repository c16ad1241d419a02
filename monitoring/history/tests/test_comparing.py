"""The algebra of comparing two states of knowledge, and its words in both languages."""

import datetime
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from monitoring.history.comparing import Difference, Held, Known, Revision, compare
from monitoring.history.wording import summary_sentence
from monitoring.status.merit import MERIT, course_of
from monitoring.status.rules import Status
from strategy.indicators.periods import Period

PERIODS = [Period.parse(code) for code in ("2023", "2024", "2025")]
DAY, LATER = datetime.date(2026, 3, 31), datetime.date(2026, 11, 26)

statuses = st.dictionaries(st.integers(1, 8), st.sampled_from([one.value for one in Status]), max_size=8)
# An observation is of one indicator, place and period for ever; its revisions differ in id and value.
revisions = st.dictionaries(st.integers(1, 20), st.integers(1, 4), max_size=12)
aggregates = st.tuples(st.integers(1, 8), st.sampled_from(PERIODS))


def held(observation, revision=1):
    return Held(
        id=10 * observation + revision,
        indicator=observation % 8 + 1,
        municipality=observation % 3 or None,
        period=PERIODS[observation % 3],
        value=Decimal(revision),
    )


knowns = st.builds(
    lambda known, measured, complete: Known(
        known,
        {key: held(key, revision) for key, revision in measured.items()},
        complete,
        frozenset(held(key).indicator for key in measured),
    ),
    statuses,
    revisions,
    st.frozensets(aggregates, max_size=6),
)
belows = st.dictionaries(st.integers(100, 105), st.sets(st.integers(1, 8), max_size=5), max_size=5)


@given(knowns, belows)
def test_a_day_compared_with_itself_shows_nothing(known, below):
    difference = compare(known, known, below)
    assert difference == Difference()
    assert difference.is_empty


@given(knowns, knowns, belows)
def test_what_improved_one_way_slipped_the_other_way(one, other, below):
    there, back = compare(one, other, below), compare(other, one, below)
    for course, opposite in (("improved", "slipped"), ("judged", "unjudged")):
        assert {s.indicator for s in there.shifted(course)} == {s.indicator for s in back.shifted(opposite)}
    assert {g.goal for g in there.goals_shifted("improved")} == {
        g.goal for g in back.goals_shifted("slipped")
    }
    assert {g.goal for g in there.goals_shifted("mixed")} == {g.goal for g in back.goals_shifted("mixed")}
    assert len(there.revised) == len(back.revised)
    assert {(r.before.id, r.after.id) for r in there.revised} == {
        (r.after.id, r.before.id) for r in back.revised
    }


@given(knowns, knowns)
def test_every_later_value_is_new_or_revised_or_the_same(before, after):
    difference = compare(before, after)
    same = sum(
        1 for key, held in after.values.items() if key in before.values and before.values[key].id == held.id
    )
    assert len(difference.new) + len(difference.revised) + same == len(after.values)


@given(knowns, knowns, knowns)
def test_new_values_of_two_steps_are_those_of_the_whole_way(first, second, third):
    """As values only add up, what is new from the first to the third day is new in one of the steps."""
    second = Known(values=first.values | second.values)
    third = Known(values=second.values | third.values)
    whole = compare(first, third).new
    assert len(whole) == len(compare(first, second).new) + len(compare(second, third).new)


@given(knowns, knowns, st.sets(st.integers(1, 8)))
def test_narrowing_before_or_after_comparing_is_the_same(before, after, wanted):
    narrow = compare(before.of_indicators(wanted), after.of_indicators(wanted))
    wide = compare(before, after)
    assert narrow.shifts == tuple(one for one in wide.shifts if one.indicator in wanted)
    assert narrow.new == tuple(one for one in wide.new if one.indicator in wanted)
    assert narrow.first_data == tuple(pk for pk in wide.first_data if pk in wanted)
    assert narrow.completed == tuple(one for one in wide.completed if one[0] in wanted)


@pytest.mark.parametrize(
    ("before", "after", "course"),
    [
        ("off_track", "at_risk", "improved"),
        ("achieved", "on_track", "slipped"),
        ("no_data", "on_track", "judged"),
        ("not_due", "off_track", "judged"),
        ("at_risk", "no_data", "unjudged"),
    ],
)
def test_which_way_a_status_went(before, after, course):
    assert course_of(before, after) == course


def test_from_no_data_to_not_due_nothing_was_judged():
    assert compare(Known({1: "no_data"}), Known({1: "not_due"})).is_empty
    assert set(MERIT) < set(Status)


def test_a_goal_whose_indicators_moved_both_ways_is_mixed():
    difference = compare(
        Known({1: "at_risk", 2: "on_track"}), Known({1: "on_track", 2: "at_risk"}), {7: [1, 2], 8: [1]}
    )
    assert [(one.goal, one.course) for one in difference.goals] == [(7, "mixed"), (8, "improved")]


def difference(new=0, revised=0, slipped=0):
    pairs = dict.fromkeys(range(slipped), ("on_track", "at_risk"))
    made = compare(
        Known({pk: old for pk, (old, _) in pairs.items()}),
        Known({pk: late for pk, (_, late) in pairs.items()}),
        {100 + pk: [pk] for pk in pairs},
    )
    return Difference(
        made.shifts,
        made.goals,
        tuple(held(n) for n in range(new)),
        tuple(Revision(held(n), held(n, 2)) for n in range(revised)),
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "przybyła 1 wartość"),
        (2, "przybyły 2 wartości"),
        (5, "przybyło 5 wartości"),
        (12, "przybyło 12 wartości"),
        (22, "przybyły 22 wartości"),
        (25, "przybyło 25 wartości"),
        (1001, "przybyło 1\u00a0001 wartości"),
    ],
)
def test_polish_plurals_of_new_values(number, words):
    sentence = summary_sentence(difference(new=number), DAY, LATER, today=LATER)
    assert sentence == f"Od 31 marca 2026 do dziś: {words}."


@pytest.mark.parametrize(
    ("number", "goals", "indicators"),
    [
        (1, "pogorszył się stan 1 celu", "gorszy status ma 1 wskaźnik"),
        (4, "pogorszył się stan 4 celów", "gorszy status mają 4 wskaźniki"),
        (5, "pogorszył się stan 5 celów", "gorszy status ma 5 wskaźników"),
        (12, "pogorszył się stan 12 celów", "gorszy status ma 12 wskaźników"),
        (22, "pogorszył się stan 22 celów", "gorszy status mają 22 wskaźniki"),
    ],
)
def test_polish_plurals_of_goals_and_indicators(number, goals, indicators):
    sentence = summary_sentence(difference(slipped=number), DAY, LATER, today=None)
    assert sentence == f"Od 31 marca 2026 do 26 listopada 2026: {goals} i {indicators}."


def test_the_sentence_names_everything_in_english():
    with translation.override("en"):
        sentence = summary_sentence(difference(31, 5, 4), DAY, LATER, today=LATER)
        quiet = summary_sentence(Difference(), DAY, LATER, today=LATER)
    assert sentence == (
        "From 31 March 2026 until today: 4 goals slipped, 4 indicators have a worse status, "
        "31 values are new and 5 values were revised."
    )
    assert quiet == "Nothing has changed from 31 March 2026 until today."


def test_the_sentence_of_no_change_in_polish():
    assert (
        summary_sentence(Difference(), DAY, LATER, today=LATER)
        == "Od 31 marca 2026 do dziś nic się nie zmieniło."
    )
    assert "1 wartość" in summary_sentence(difference(revised=1), DAY, LATER, today=LATER)
    assert "poprawiono 5 wartości" in summary_sentence(difference(revised=5), DAY, LATER, today=LATER)
