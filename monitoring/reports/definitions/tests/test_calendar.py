"""The calendar of reports, against a naive one that asks each day by itself."""

import datetime
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.reports.definitions.calendar import due_day, due_periods, next_due
from strategy.indicators.periods import Period, period_of

DAYS = st.dates(datetime.date(2019, 1, 1), datetime.date(2033, 12, 31))
FREQUENCIES = ["quarter", "half_year", "year"]
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Rule:
    frequency: str
    lead_days: int


RULES = st.builds(Rule, st.sampled_from(FREQUENCIES), st.integers(1, 366))


def due_on(rule, day):
    """The period that falls due on this very day, found by asking whether a period ended so many days ago."""
    end = day - rule.lead_days * DAY
    period = period_of(end, rule.frequency)
    return [period] if period.end == end else []


@given(RULES, DAYS, st.integers(0, 900))
def test_what_is_due_is_what_each_single_day_would_have_opened(rule, last, days):
    today = last + days * DAY
    naive = [period for n in range(1, days + 1) for period in due_on(rule, last + n * DAY)]
    assert due_periods(rule, last, today) == naive


@given(RULES, DAYS, st.lists(st.integers(0, 200), max_size=12))
def test_whatever_days_were_missed_each_period_is_opened_once(rule, start, gaps):
    looked, last = [], start
    for gap in gaps:
        today = last + gap * DAY
        looked += due_periods(rule, last, today)
        last = today
    assert looked == due_periods(rule, start, last)
    assert len(set(looked)) == len(looked)


@given(RULES, DAYS, DAYS)
def test_a_period_that_has_not_ended_is_never_due(rule, last, today):
    assert all(period.has_ended(today) for period in due_periods(rule, last, today))


@given(RULES, DAYS)
def test_the_next_one_is_the_first_that_is_due_later(rule, today):
    period = next_due(rule, today)
    day = due_day(rule, period)
    assert due_periods(rule, today, day) == [period]
    assert due_periods(rule, today, day - DAY) == []


@pytest.mark.parametrize(
    ("frequency", "lead", "day", "code"),
    [
        ("year", 60, "2024-02-29", "2023"),  # a leap year
        ("year", 60, "2025-03-01", "2024"),
        ("quarter", 1, "2026-01-01", "2025-Q4"),
        ("quarter", 31, "2026-01-31", "2025-Q4"),
        ("half_year", 366, "2024-12-31", "2023-H2"),
    ],
)
def test_the_day_of_the_calendar(frequency, lead, day, code):
    rule, day = Rule(frequency, lead), datetime.date.fromisoformat(day)
    assert due_periods(rule, day - DAY, day) == [Period.parse(code)]
    assert due_periods(rule, day, day) == []
