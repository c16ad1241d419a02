"""What was known before: the past of a series, for the last value beside a field and for questions."""

from bisect import bisect_left
from collections import defaultdict

from .models import Observation
from .plausibility import Expectation, Past

YEARS_BACK = 6
"""A value older than that says little about today, and is not read."""


def pasts(observations) -> dict[int, Observation]:
    """The last earlier observation that has a verified value, by observation; one query."""
    observations = list(observations)
    if not observations:
        return {}
    series = _series(observations)
    found = {}
    for row in observations:
        earlier = series[row.indicator_id, row.municipality_id]
        index = bisect_left(earlier, row.period_start, key=lambda other: other.period_end)
        if index:
            found[row.pk] = earlier[index - 1]
    return found


def _series(observations):
    """Verified observations of the same indicators and places, oldest first."""
    starts = [row.period_start for row in observations]
    rows = Observation.objects.verified_between(
        min(starts).replace(year=min(starts).year - YEARS_BACK), max(starts)
    ).filter(indicator__in={row.indicator_id for row in observations})
    places = {row.municipality_id for row in observations}
    if len(places) == 1:
        rows = rows.filter(municipality=places.pop())
    series = defaultdict(list)
    for row in rows.select_related("current"):
        series[row.indicator_id, row.municipality_id].append(row)
    return series


def expectation(indicator, past: Observation | None) -> Expectation:
    """What the rules of plausibility need to know about a row."""
    return Expectation(
        unit=indicator.unit,
        precision=indicator.precision,
        is_share=indicator.is_share,
        range_low=indicator.range_low,
        range_high=indicator.range_high,
        past=Past(past.current.value, past.period) if past else None,
    )
