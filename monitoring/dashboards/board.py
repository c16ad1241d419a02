"""Reads how municipalities stand beside each other: counted once after each change of the data, then kept."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone

from metropolis.rest.counters import version_of
from monitoring.models import Observation
from monitoring.status.overview import READS, Overview
from monitoring.status.series import populations
from monitoring.status.summary import indicators_of_areas
from strategy.models import Goal, Indicator, Municipality, ThematicArea

from .fairness import Measure, compare, counts_inhabitants, is_absolute
from .heat import Heat, Measured, heat_of
from .spread import Spread, spread_of

RISING: dict[str, bool] = {Indicator.Direction.INCREASE: True, Indicator.Direction.DECREASE: False}
KEEP_SECONDS = 24 * 60 * 60
# By the overview itself, not by what is in it: an object that is kept belongs to one version of the data.
_at_hand: dict[int, tuple[Overview, "Board"]] = {}


@dataclass(frozen=True)
class Middle:
    """Where the municipalities lie in the latest period of an indicator, by the fair measure."""

    measure: str
    spread: Spread


@dataclass(frozen=True)
class Board:
    """The table of municipalities and areas, and the middle of each indicator that has one."""

    heat: Heat
    middles: Mapping[int, Middle]


def read_board(known: Overview) -> Board:
    """The board of today's data, for the overview of the same data.

    A process keeps the board of the overview that it keeps, so that a page asks for one version only.
    """
    kept = _at_hand.get(id(known))
    if kept is not None:
        return kept[1]
    version = version_of(*READS)
    key = f"board:{version}:{timezone.localdate()}:{settings.POPULATION_INDICATOR}"
    board = cache.get(key) if version else None
    if board is None:
        board = _count(known)
        if version:
            cache.set(key, board, KEEP_SECONDS)
    _at_hand.clear()
    _at_hand[id(known)] = known, board
    return board


def _count(known: Overview) -> Board:
    standings = known.standings
    indicators = list(Indicator.objects.filter(scope=Indicator.Scope.MUNICIPALITY))
    members = list(Municipality.objects.members_on(timezone.localdate()).values_list("pk", flat=True))
    periods = {one.pk: standings[one.pk].data_period for one in indicators}
    values = _latest_values(periods)
    areas, weight_of = _areas_of(indicators), populations()
    rows, middles = [], {}
    for one in indicators:
        mine, period = values.get(one.pk, {}), periods[one.pk]
        people = {key: weight_of(key, period) for key in mine} if period else {}
        fair = is_absolute(one) and not counts_inhabitants(mine, people)
        measure = Measure.PER_INHABITANT if fair else Measure.VALUE
        compared = compare(mine, measure, people)
        if spread := spread_of(compared.values.values()):
            middles[one.pk] = Middle(measure, spread)
        rows.append(Measured(areas[one.pk], compared.values, RISING.get(one.direction), frozenset(mine)))
    return Board(heat_of(rows, members), middles)


def _latest_values(periods) -> dict[int, dict[int, Decimal]]:
    """Indicator -> municipality -> its verified value of the indicator's latest period. One query."""
    by_period = defaultdict(list)
    for indicator, period in periods.items():
        if period is not None:
            by_period[period.code].append(indicator)
    where = Q(pk__in=[])
    for code, indicators in by_period.items():
        where |= Q(period=code, indicator__in=indicators)
    rows = Observation.objects.filter(where, current__isnull=False, municipality__isnull=False)
    answer: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for indicator, municipality, value in rows.values_list("indicator", "municipality", "current__value"):
        answer[indicator][municipality] = value
    return answer


def _areas_of(indicators: list[Indicator]) -> dict[int, frozenset[int | None]]:
    """Indicator -> the areas it counts for, None where it belongs to none: the context of all areas."""
    own = defaultdict(list)
    for indicator, goal in Indicator.goals.through.objects.values_list("indicator", "goal"):
        own[goal].append(indicator)
    found = indicators_of_areas(
        ThematicArea.objects.values_list("pk", flat=True),
        area_of_indicator={one.pk: one.area_id for one in indicators},
        area_of_goal=dict(Goal.objects.values_list("pk", "area")),
        own=own,
    )
    areas: dict[int, set[int | None]] = defaultdict(set)
    for area, members in found.items():
        for indicator in members:
            areas[indicator].add(area)
    return {one.pk: frozenset(areas[one.pk] or {None}) for one in indicators}
