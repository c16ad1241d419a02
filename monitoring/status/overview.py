"""How everything stands today: every indicator, goal and area, and the strategy as a whole.

Counted once after each change of the data, then kept in the shared cache under the version counters of
what it was counted from. Lists and pages so cost the same for one row and for all.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from metropolis.rest.counters import version_of
from monitoring.models import Observation
from strategy.models import Goal, Indicator, Municipality, Target, ThematicArea

from .figures import Standing
from .series import read_standings
from .summary import Counted, Summary, indicators_below, indicators_of_areas, summarise

# Verified values alone count, and verifying moves `Observation.current`: so drafts, which are saved all day,
# leave the overview as it is.
READS = (
    Observation,
    Indicator,
    Indicator.goals.through,
    Target,
    Goal,
    ThematicArea,
    Municipality,
)
KEEP_SECONDS = 24 * 60 * 60
# The overview of the current version, in this process: unpacking it from the shared cache costs more
# than a page may. The key names the version, so it can never be stale.
_at_hand: dict[str, "Overview"] = {}


@dataclass(frozen=True)
class Overview:
    """Standings by indicator id; summaries by area id, by goal id, and of the whole strategy.

    `of_area` and `of_goal` say which indicators a summary counts.
    """

    standings: Mapping[int, Standing]
    areas: Mapping[int, Summary]
    goals: Mapping[int, Summary]
    strategy: Summary
    of_area: Mapping[int, set[int]]
    of_goal: Mapping[int, set[int]]

    def summary_of(self, indicators: Iterable[int]) -> Summary:
        """The summary of any other group of indicators."""
        return summarise(_counted(self.standings[pk]) for pk in set(indicators))


def overview(*, as_of: datetime.date | None = None) -> Overview:
    """The overview of today's data (kept), or of the data as of a day (counted anew)."""
    if as_of is not None:
        return _count(as_of)
    version = version_of(*READS)
    if not version:
        return _count(None)
    thresholds = f"{settings.STATUS_ON_TRACK_FROM}:{settings.STATUS_AT_RISK_FROM}"
    key = f"overview:{version}:{timezone.localdate()}:{thresholds}:{settings.POPULATION_INDICATOR}"
    kept = _at_hand.get(key) or cache.get(key)
    if kept is None:
        kept = _count(None)
        cache.set(key, kept, KEEP_SECONDS)
    if key not in _at_hand:
        _at_hand.clear()
        _at_hand[key] = kept
    return kept


def _count(as_of: datetime.date | None) -> Overview:
    indicators = list(Indicator.objects.order_by("pk"))
    standings = read_standings(indicators, as_of=as_of)
    own: dict[int, list[int]] = defaultdict(list)
    for indicator, goal in Indicator.goals.through.objects.values_list("indicator", "goal"):
        own[goal].append(indicator)
    goals = {pk: (parent, area) for pk, parent, area in Goal.objects.values_list("pk", "parent", "area")}
    below = indicators_below({pk: parent for pk, (parent, _area) in goals.items()}, own)
    areas = indicators_of_areas(
        ThematicArea.objects.values_list("pk", flat=True),
        area_of_indicator={indicator.pk: indicator.area_id for indicator in indicators},
        area_of_goal={pk: area for pk, (_parent, area) in goals.items()},
        own=own,
    )
    counted = {pk: _counted(standing) for pk, standing in standings.items()}

    def summaries(groups: Mapping[int, set[int]]) -> dict[int, Summary]:
        return {key: summarise(counted[pk] for pk in members) for key, members in groups.items()}

    return Overview(standings, summaries(areas), summaries(below), summarise(counted.values()), areas, below)


def _counted(standing: Standing) -> Counted:
    return Counted(standing.verdict, standing.weight, standing.has_data)
