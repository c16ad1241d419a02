"""What was known before: the past of a series, for the last value beside a field and for questions."""

from bisect import bisect_left
from collections import defaultdict

from django.db.models import Case, OuterRef, Subquery, Value, When

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
    """The verified values that came before these observations, by indicator and place, oldest first: (end,
    and the fields of `Past`).

    The database picks one for each, by the place: all values of the indicators in these years would be
    those of all municipalities.
    """
    before = Observation.objects.filter(pk__in=[row.pk for row in observations]).values(last=_last_before())
    first = min(row.period_start for row in observations)
    rows = Observation.objects.filter(
        pk__in=before, period_end__gte=first.replace(year=first.year - YEARS_BACK)
    ).order_by("period_end")
    # The source of a value from the content file speaks of that file; the next value is somebody's own.
    source = Case(When(current__author__isnull=False, then="current__source"), default=Value(""))
    parts = ("current__numerator", "current__denominator")
    wanted = ("period_end", "current__value", "period", source, *parts)
    series = defaultdict(list)
    for indicator, municipality, *known in rows.values_list("indicator", "municipality", *wanted):
        series[indicator, municipality].append(known)
    return series


def _last_before():
    """The key of the last verified observation of the same series before one; NULL equals nothing in SQL."""
    verified = Observation.objects.filter(
        indicator=OuterRef("indicator"), current__isnull=False, period_end__lt=OuterRef("period_start")
    )
    last = verified.order_by("-period_end").values("pk")
    of_place = Subquery(last.filter(municipality=OuterRef("municipality"))[:1])
    of_whole = Subquery(last.filter(municipality__isnull=True)[:1])
    return Case(When(municipality__isnull=True, then=of_whole), default=of_place)


def expectation(
    indicator, past: Past | None, *, peers: Peers | None = None, family: Family | None = None
) -> Expectation:
    """What the rules of plausibility need to know about a row."""
    return Expectation(
        is_percent=indicator.is_percent,
        precision=indicator.precision,
        is_share=indicator.is_share,
        is_ratio=indicator.aggregation == indicator.Aggregation.RATIO,
        range_low=indicator.range_low,
        range_high=indicator.range_high,
        past=past,
        peers=peers,
        family=family,
    )
