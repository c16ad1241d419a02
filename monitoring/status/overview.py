"""How everything stands today: every indicator, goal and area, and the strategy as a whole.

Kept in this process under the version counters of what it was counted from, so lists and pages cost the
same for one row and for all. After a change only the indicators whose rows have changed are counted again
(`stamps`); the others come from this process's last overview, or from the table that the worker keeps
(`kept`). Reading never writes.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone

from metropolis.rest.counters import version_of
from monitoring.models import Observation
from strategy.models import Goal, Indicator, Municipality, Target, ThematicArea

from .figures import Standing, judged_on
from .kept import keep_standings, kept_standings
from .series import read_standings
from .stamps import forget_rows, stamps_of
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
# The overview of the current version. The key names the version, so it can never be stale; a shared cache
# would cost more at each change (packing all) than counting what has changed.
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
    stamps: Mapping[int, str]
    judged: str  # the day and the thresholds
    made: dict = field(default_factory=dict, compare=False, repr=False)  # by `kept_pages`

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
    key = f"{version}:{_judged_by()}:{settings.POPULATION_INDICATOR}"
    found = _at_hand.get(key)
    if found is None:
        found = _count_changed(next(iter(_at_hand.values()), None))
        _at_hand.clear()
        _at_hand[key] = found
    return found


def forget_at_hand() -> None:
    """Let this process forget its last overview: after a rollback, rows come again with the same numbers."""
    _at_hand.clear()
    forget_rows()


def refresh() -> int:
    """The worker's part: count what has changed and write it down; returns how many indicators it was."""
    known = overview()
    return keep_standings(known.standings, known.stamps) if known.stamps else 0


def _count(as_of: datetime.date | None) -> Overview:
    """Everything anew."""
    indicators = list(Indicator.objects.order_by("pk"))
    return _summed_up(indicators, read_standings(indicators, as_of=as_of), {})


def _count_changed(before: Overview | None) -> Overview:
    """Counted anew where rows have changed since `before`, or since the worker kept them."""
    indicators = list(Indicator.objects.order_by("pk"))
    # First the stamps, then the values: what changes in between has another stamp at the next reading.
    stamps = stamps_of(indicators)
    known = _still_true(before, stamps) if before else {}
    kept = kept_standings({pk: stamp for pk, stamp in stamps.items() if pk not in known})
    known |= _judged_today(kept)
    known |= read_standings(one for one in indicators if one.pk not in known)
    return _summed_up(indicators, {one.pk: known[one.pk] for one in indicators}, stamps)


def _still_true(before: Overview, stamps: Mapping[int, str]) -> dict[int, Standing]:
    same = {pk: before.standings[pk] for pk, stamp in stamps.items() if before.stamps.get(pk) == stamp}
    return same if before.judged == _judged_by() else _judged_today(same)


def _judged_today(standings: Mapping[int, Standing]) -> dict[int, Standing]:
    today = timezone.localdate()
    return {pk: judged_on(today, standing) for pk, standing in standings.items()}


def _judged_by() -> str:
    """What a status depends on beside its numbers: the day, and the Office's thresholds."""
    return f"{timezone.localdate()}:{settings.STATUS_ON_TRACK_FROM}:{settings.STATUS_AT_RISK_FROM}"


def _summed_up(
    indicators: list[Indicator], standings: dict[int, Standing], stamps: Mapping[int, str]
) -> Overview:
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

    strategy = summarise(counted.values())
    return Overview(
        standings, summaries(areas), summaries(below), strategy, areas, below, stamps, _judged_by()
    )


def _counted(standing: Standing) -> Counted:
    return Counted(standing.verdict, standing.weight, standing.has_data)
