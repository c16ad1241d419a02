"""When the Office is warned, how urgently, and when it is left in peace."""

import datetime
from decimal import Decimal

import pytest

from monitoring.early.rules import Kind, Urgency, stale_on, warnings_of
from monitoring.status.figures import Standing, verdict_on
from monitoring.status.forecast import Silence, forecast_of, silence_of
from monitoring.status.rules import Reading, Yardstick
from strategy.indicators.periods import Period

ON = datetime.date(2025, 6, 1)
BASE = Reading(Period.parse("2018"), Decimal(10))


def standing(*values, target=40, year="2030", direction="increase", first=2020, figures=None):
    yardstick = Yardstick(
        direction=direction,
        baseline=BASE,
        targets=(Reading(Period.parse(year), Decimal(target)),) if target is not None else (),
    )
    history = tuple(Reading(Period.parse(str(first + n)), Decimal(v)) for n, v in enumerate(values))
    count = len(history) if figures is None else figures
    verdict = verdict_on(ON, yardstick, history, figures=count)
    return Standing(1, Decimal(1), verdict, yardstick, history=history, figures=count)


def warn(made, on=ON):
    found = silence_of(made.history, made.yardstick, figures=made.figures, on=on)
    found = found or forecast_of(made.history, made.yardstick)
    return [(one.kind, one.urgency, one.by) for one in warnings_of(made, found, on=on)]


def test_an_unlikely_target_is_urgent_and_most_so_when_it_is_near():
    end = datetime.date(2030, 12, 31)
    assert warn(standing(11, 12, 13, 14, 15)) == [(Kind.UNLIKELY, Urgency.SOON, end)]
    near = datetime.date(2026, 12, 31)
    assert warn(standing(11, 12, 13, 14, 15, year="2026")) == [(Kind.UNLIKELY, Urgency.NOW, near)]


def test_behind_the_plan_and_slipping():
    by = datetime.date(2025, 12, 31)
    assert warn(standing(20, 15, first=2023)) == [(Kind.SLIPPING, Urgency.NOW, by)]


def test_data_that_are_too_old_call_for_action_at_once():
    assert warn(standing(20, 21)) == [(Kind.STALE, Urgency.NOW, datetime.date(2024, 1, 1))]


def test_a_standing_on_track_gives_no_warning():
    assert warn(standing(16, 19, 22, 25, 29)) == []


def test_data_that_get_old_are_announced_a_quarter_ahead():
    made = standing(16, 19, 22, 24, first=2020)
    soon = (Kind.STALE_SOON, Urgency.SOON, datetime.date(2026, 1, 1))
    assert soon not in warn(made, datetime.date(2025, 9, 1))
    assert soon in warn(made, datetime.date(2025, 11, 1))
    assert stale_on(made.history[-1], "year") == datetime.date(2026, 1, 1)


@pytest.mark.parametrize(("year", "urgency"), [("2026", Urgency.NOW), ("2030", Urgency.WATCH)])
def test_a_target_without_a_value(year, urgency):
    assert [row[:2] for row in warn(standing(year=year))] == [(Kind.NO_VALUE, urgency)]


def test_without_a_target_nobody_is_warned():
    assert warn(standing(20, 15, 11, 9, target=None)) == []
    assert warnings_of(standing(9, target=None), Silence.NO_TARGET, on=ON) == []
