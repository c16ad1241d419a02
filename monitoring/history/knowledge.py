"""Reads what was known at the end of a day, for comparisons."""

import datetime

from monitoring.status.series import read_series
from strategy.models import Indicator

from .comparing import Held, Known
from .past import kept_for


def known_on(day: datetime.date, indicators: list[Indicator]) -> Known:
    """What was known of all `indicators` at the end of the day; counted once, then kept."""
    return kept_for(day, "known", lambda: _read(day, indicators))


def _read(day: datetime.date, indicators: list[Indicator]) -> Known:
    series = read_series(indicators, as_of=day)
    values, complete = {}, set()
    for pk, one in series.items():
        reported = [figure.reported for figure in one.figures if figure.reported]
        for point in (*reported, *(point for row in one.municipal.values() for point in row)):
            values[point.observation] = Held(
                point.id, pk, point.municipality, point.period, point.value, point.source, point.note
            )
        complete |= {
            (pk, figure.period)
            for figure in one.figures
            if figure.computed is not None and figure.computed.coverage.is_complete
        }
    statuses = {pk: str(one.standing.verdict.status) for pk, one in series.items()}
    return Known(statuses, values, frozenset(complete))
