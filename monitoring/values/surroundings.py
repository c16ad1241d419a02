"""What stands around a value: similar municipalities, and the indicators it is a part or the total of."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.utils.functional import cached_property

from metropolis.rest.counters import version_of
from metropolis.rest.kept import Kept
from strategy.indicators.listed import listed_indicators
from strategy.models import Indicator, Municipality

from .comparing import Family, Peers
from .models import IndicatorValue, Observation

NEAREST = 10
"""So many municipalities of the nearest population are compared with."""
AT_MOST_TIMES = 3
"""One that is three times larger or smaller is not similar."""
YEARS = 2
"""An older value of another municipality says little about today."""
_DIRECT = {
    Indicator.Aggregation.RATIO,
    Indicator.Aggregation.MEAN,
    Indicator.Aggregation.POPULATION_MEAN,
    Indicator.Aggregation.MEDIAN,
}


class Neighbours(NamedTuple):
    """Inhabitants of all places, similar places of some, and their latest values by indicator and place."""

    people: dict[int, int]
    similar: dict[int, list[int]]
    values: dict[tuple[int, int], Decimal]


_kept: Kept[Neighbours] = Kept(64)  # by what is asked about: a team saves row after row of one page


class Surroundings:
    """Of some observations, read together when the first of them is asked about; four queries at most.

    `indicators`: all of them, from a page that has read them already. `not_compared`: keys of observations
    whose peers nobody will ask for (`plausibility.is_as_before`); most values are so, and peers are many.
    """

    def __init__(
        self,
        observations,
        indicators: Sequence[Indicator] | None = None,
        *,
        not_compared: Collection[int] = (),
    ):
        self._observations = list(observations)
        self._indicators = indicators
        self._not_compared = not_compared

    def of(self, observation) -> dict:
        """Peers and family of an observation, as `expectation` takes them."""
        return {"peers": self._peers.get(observation.pk), "family": self._families.get(observation.pk)}

    @cached_property
    def _peers(self):
        measures = {
            one.pk: _measure(one.indicator)
            for one in self._observations
            if one.municipality_id and one.pk not in self._not_compared
        }
        asked = [one for one in self._observations if measures.get(one.pk)]
        if not asked:
            return {}
        around = _neighbours(asked)
        return {one.pk: _peers(one, measures[one.pk], around) for one in asked}

    @cached_property
    def _families(self):
        everything = listed_indicators() if self._indicators is None else self._indicators
        related = _related({one.indicator_id: one.indicator for one in self._observations}, everything)
        if not related:
            return {}
        values = _known(self._observations, related)
        return {one.pk: _family(one, related, values) for one in self._observations}


def similar_to(place: int, people: dict[int, int]) -> list[int]:
    """The municipalities nearest in population, by key; none where the own population is not known."""
    own = people.get(place)
    if own is None:
        return []
    distance = {other: max(n / own, own / n) for other, n in people.items() if other != place}
    near = [other for other in distance if distance[other] <= AT_MOST_TIMES]
    return sorted(near, key=lambda other: (distance[other], other))[:NEAREST]


def _measure(indicator):
    """How the values of municipalities compare: directly, for each inhabitant, or not at all ("")."""
    if indicator.is_share or indicator.is_percent or indicator.aggregation in _DIRECT:
        return "direct"
    return "inhabitants" if indicator.aggregation == Indicator.Aggregation.SUM else ""


def _neighbours(observations) -> Neighbours:
    """Of the places of these observations, for their indicators: read once after each change."""
    version = version_of(Observation, Municipality)
    indicators = frozenset(one.indicator_id for one in observations)
    places = frozenset(one.municipality_id for one in observations)
    last = max(one.period_end for one in observations)
    key = (indicators, places, last)
    return _kept.get(key, version) or _kept.put(key, version, _read_neighbours(*key))


def _read_neighbours(indicators, places, last):
    people = dict(Municipality.objects.filter(population__gt=0).values_list("pk", "population"))
    similar = {place: similar_to(place, people) for place in places}
    others = {other for near in similar.values() for other in near}
    return Neighbours(people, similar, _latest(indicators, others, last))


def _latest(indicators, places, last):
    """The latest verified value by (indicator, municipality)."""
    rows = Observation.objects.verified_between(last.replace(year=last.year - YEARS, day=1), last).filter(
        indicator__in=indicators, municipality__in=places
    )
    return {
        tuple(key): value for *key, value in rows.values_list("indicator", "municipality", "current__value")
    }


def _peers(one, measure, around: Neighbours):
    similar, series, people = around.similar[one.municipality_id], around.values, around.people
    known = [(place, series[key]) for place in similar if (key := (one.indicator_id, place)) in series]
    if measure == "direct":
        return Peers(tuple(value for _place, value in known))
    values = tuple(value * 1000 / people[place] for place, value in known)
    return Peers(values, people[one.municipality_id]) if values else None


def _related(indicators, everything):
    """The indicators of all families that these belong to, by key: totals and parts."""
    wholes = {one.part_of_id for one in indicators.values() if one.part_of_id}
    known = {one.pk: one for one in everything}
    parts = {pk: one for pk, one in known.items() if one.part_of_id in {*indicators, *wholes}}
    return indicators | parts | {pk: known[pk] for pk in wholes} if parts else {}


def _known(observations, related):
    """The latest revision that somebody stands for, by (indicator, municipality, period)."""
    rows = IndicatorValue.objects.filter(
        observation__indicator__in=related,
        observation__period__in={one.period for one in observations},
        proposed=False,
    ).exclude(state=IndicatorValue.State.RETURNED)
    places = {one.municipality_id for one in observations}
    if None not in places:
        rows = rows.filter(observation__municipality__in=places)
    key = ("observation__indicator", "observation__municipality", "observation__period")
    return {tuple(of): value for *of, value in rows.order_by("revision").values_list(*key, "value")}


def _family(one, related, values):
    where = (one.municipality_id, one.period)
    by_whole = defaultdict(list)
    for part in related.values():
        by_whole[part.part_of_id].append(part)
    parts = [part for part in by_whole[one.indicator_id] if (part.pk, *where) in values]
    whole = related.get(one.indicator.part_of_id)
    return Family(
        whole=values.get((whole.pk, *where)) if whole else None,
        whole_name=whole.code if whole else "",
        parts=tuple(values[part.pk, *where] for part in parts),
        part_names=tuple(part.code for part in parts),
    )
