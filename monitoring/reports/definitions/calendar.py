"""When a report falls due, and for which period. Pure rules: no database, no clock."""

import datetime
from typing import Protocol

from strategy.indicators.periods import Period, period_of


class Rule(Protocol):
    """A report on every period of a frequency, due so many days (at least one) after the period's end."""

    frequency: str
    lead_days: int


def due_day(rule: Rule, period: Period) -> datetime.date:
    """The day on which the report on a period is made; its data are as of that day."""
    return period.end + datetime.timedelta(days=rule.lead_days)


def due_periods(rule: Rule, last: datetime.date, today: datetime.date) -> list[Period]:
    """The periods that fell due after `last`, up to and with `today`, the oldest first.

    Whatever days were missed in between, each of them is named once: two calls that meet at a day name
    together what one call over both would. A period that has not ended by `today` is never named.
    """
    found, period = [], period_of(last - datetime.timedelta(days=rule.lead_days), rule.frequency)
    while due_day(rule, period) <= today:
        if due_day(rule, period) > last:
            found.append(period)
        period = period.next(rule.frequency)
    return found


def next_due(rule: Rule, today: datetime.date) -> Period:
    """The first period that falls due after `today`."""
    period = period_of(today - datetime.timedelta(days=rule.lead_days), rule.frequency)
    return period if due_day(rule, period) > today else period.next(rule.frequency)
