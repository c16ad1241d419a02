"""The ladder, on any set of days on which the job ran."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitoring.reminders.ladder import Climb, Ladder

DEADLINE = datetime.date(2026, 6, 15)
ladders = st.builds(
    Ladder,
    before=st.lists(st.integers(1, 40), max_size=4).map(tuple),
    after=st.lists(st.integers(1, 40), max_size=4).map(tuple),
    every=st.integers(1, 60),
)
offsets = st.integers(-60, 200)
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # machines are busy


def day(offset):
    return DEADLINE + datetime.timedelta(days=offset)


def climbed(ladder, run_days, since=None):
    """The (day, rung) pairs that a job which ran on these days would use."""
    used, found = None, []
    for offset in run_days:
        rung = Climb(DEADLINE, since, used).rung_on(day(offset), ladder)
        if rung is not None:
            found.append((offset, rung))
            used = rung
    return found


@pytest.mark.parametrize(
    ("offset", "rung"),
    [
        (-15, None),
        (-14, -14),
        (-13, -14),
        (-3, -3),
        (0, 0),
        (2, 0),
        (3, 3),
        (7, 7),
        (20, 7),
        (21, 21),
        (49, 49),
    ],
)
def test_the_ladder_of_the_settings(offset, rung):
    assert Ladder().reached(offset) == rung
    assert Climb(DEADLINE).rung_on(day(offset), Ladder()) == rung


@patient
@given(ladders, st.lists(offsets, max_size=20))
def test_no_rung_is_used_twice_and_each_is_later_than_the_one_before(ladder, run_days):
    rungs = [rung for _day, rung in climbed(ladder, sorted(run_days))]
    assert rungs == sorted(set(rungs))


@patient
@given(ladders, st.lists(offsets, max_size=20))
def test_nobody_is_reminded_before_the_day_of_the_rung(ladder, run_days):
    assert all(rung <= offset for offset, rung in climbed(ladder, sorted(run_days)))


@patient
@given(ladders, st.sets(offsets, max_size=20))
def test_a_job_that_runs_twice_a_day_says_no_more_than_one_that_runs_once(ladder, run_days):
    once = sorted(run_days)
    assert climbed(ladder, once) == climbed(ladder, sorted([*once, *once]))


@patient
@given(ladders, st.sets(offsets, min_size=1, max_size=20))
def test_after_missed_days_only_the_latest_rung_is_used(ladder, run_days):
    found = climbed(ladder, sorted(run_days))
    assert all(rung == ladder.reached(offset) for offset, rung in found)
    everything = climbed(ladder, range(-60, max(run_days) + 1))
    assert {rung for _day, rung in found} <= {rung for _day, rung in everything}


@patient
@given(ladders, offsets, st.sets(offsets, max_size=20))
def test_nothing_is_repeated_that_the_asking_has_just_said(ladder, asked, run_days):
    found = climbed(ladder, sorted(one for one in run_days if one >= asked), since=day(asked))
    assert all(rung > asked for _day, rung in found)


@patient
@given(ladders, offsets, st.lists(offsets, max_size=5))
def test_the_next_reminder_is_the_one_that_a_daily_job_sends(ladder, today, earlier):
    past = climbed(ladder, sorted(one for one in earlier if one < today))
    climb = Climb(DEADLINE, None, past[-1][1] if past else None)
    when, rung = climb.next_after(day(today), ladder)
    assert when >= day(today)
    daily = ((one, climb.rung_on(day(one), ladder)) for one in range(today, today + 400))
    assert next((day(one), found) for one, found in daily if found is not None) == (when, rung)
