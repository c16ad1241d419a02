"""Reads what two days knew otherwise, for their comparison."""

import datetime
from dataclasses import replace

from django.db.models import QuerySet

from monitoring.models import IndicatorValue
from monitoring.status.series import end_of, published_by, read_figures
from strategy.indicators.periods import Period
from strategy.models import Indicator, Municipality

from .comparing import Held, Known
from .past import kept_for

_FIELDS = (
    "observation",
    "pk",
    "observation__indicator",
    "observation__municipality",
    "observation__period",
    "value",
    "source",
    "note",
)


def known_between(
    since: datetime.date, until: datetime.date, indicators: list[Indicator]
) -> tuple[Known, Known]:
    """What the ends of two days knew of the metropolis; of the values, those that they knew otherwise."""
    before, after = _values_of_both(IndicatorValue.objects.all(), since, until)
    then, now = kept_for([since, until], "judged", lambda day: _judge(day, indicators))
    return replace(then, values=before), replace(now, values=after)


def known_of_municipality(
    municipality: Municipality, since: datetime.date, until: datetime.date
) -> tuple[Known, Known]:
    """The same of the values of one municipality; statuses and aggregates are of the whole metropolis."""
    mine = IndicatorValue.objects.filter(observation__municipality=municipality)
    before, after = _values_of_both(mine, since, until)
    reported = published_by(mine, since).values_list("observation__indicator", flat=True).distinct()
    return Known(values=before, reported=frozenset(reported)), Known(values=after)


def _judge(day: datetime.date, indicators: list[Indicator]) -> Known:
    """Statuses and aggregates at the end of the day, without values."""
    series = read_figures(indicators, as_of=day)
    complete = {
        (pk, figure.period)
        for pk, one in series.items()
        for figure in one.figures
        if figure.computed is not None and figure.computed.coverage.is_complete
    }
    return Known(
        statuses={pk: str(one.standing.verdict.status) for pk, one in series.items()},
        complete=frozenset(complete),
        reported=frozenset(pk for pk, one in series.items() if one.standing.data_period is not None),
    )


def _values_of_both(
    values: QuerySet, since: datetime.date, until: datetime.date
) -> tuple[dict[int, Held], dict[int, Held]]:
    """Observation -> its value on each day, of the observations of which something was published between."""
    known, turn = published_by(values, until), end_of(since)
    recent = known.filter(published_at__gte=turn).values("observation")
    before, after = {}, {}
    rows = known.filter(observation__in=recent).order_by("revision").values_list("published_at", *_FIELDS)
    for published_at, observation, pk, indicator, place, code, *rest in rows:
        held = Held(pk, indicator, place, Period.parse(code), *rest)
        after[observation] = held
        if published_at < turn:
            before[observation] = held
    return before, after
