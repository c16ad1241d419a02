"""What was known before: the past of a series, for the last value beside a field and for questions."""

from bisect import bisect_left
from collections import defaultdict

from django.db.models import Case, Value, When

from .comparing import Family, Peers
from .models import Observation
from .plausibility import Expectation, Past

YEARS_BACK = 6
"""A value older than that says little about today, and is not read."""


def pasts(observations) -> dict[int, Past]:
    """The last earlier verified value, by observation; one query."""
    observations = list(observations)
    if not observations:
        return {}
    series = _series(observations)
    found = {}
    for row in observations:
        earlier = series[row.indicator_id, row.municipality_id]
        index = bisect_left(earlier, row.period_start, key=lambda other: other[0])
        if index:
            found[row.pk] = Past(*earlier[index - 1][1:])
    return found


def _series(observations):
    """Verified values of the same indicators and places, oldest first: (end, and the fields of `Past`).

    Tuples, because a page of 200 rows reads a thousand of them and shows one in six.
    """
    starts = [row.period_start for row in observations]
    # The source of a value from the content file speaks of that file; the next value is somebody's own.
    source = Case(When(current__author__isnull=False, then="current__source"), default=Value(""))
    rows = Observation.objects.verified_between(
        min(starts).replace(year=min(starts).year - YEARS_BACK), max(starts)
    ).filter(indicator__in={row.indicator_id for row in observations})
    places = {row.municipality_id for row in observations}
    if len(places) == 1:
        rows = rows.filter(municipality=places.pop())
    series = defaultdict(list)
    parts = ("current__numerator", "current__denominator")
    wanted = ("period_end", "current__value", "period", source, *parts)
    for indicator, municipality, *known in rows.values_list("indicator", "municipality", *wanted):
        series[indicator, municipality].append(known)
    return series


def expectation(
    indicator, past: Past | None, *, peers: Peers | None = None, family: Family | None = None
) -> Expectation:
    """What the rules of plausibility need to know about a row."""
    return Expectation(
        unit=indicator.unit,
        precision=indicator.precision,
        is_share=indicator.is_share,
        is_ratio=indicator.aggregation == indicator.Aggregation.RATIO,
        range_low=indicator.range_low,
        range_high=indicator.range_high,
        past=past,
        peers=peers,
        family=family,
    )
