"""How a goal, an area and the strategy stand: never one number alone. Pure rules.

A group counts its own indicators and those of all goals below it, each once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .rules import Status, Verdict


@dataclass(frozen=True, slots=True)
class Counted:
    """One indicator as a summary sees it. `has_data`: any verified value exists."""

    verdict: Verdict
    weight: Decimal
    has_data: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """Distribution of statuses, indicators with data, and the weighted mean attainment.

    `attainment` is None where no indicator has one; `judged` says from how many it comes.
    """

    counts: Mapping[str, int]
    total: int
    with_data: int
    attainment: Decimal | None
    judged: int

    @property
    def share_with_data(self) -> Decimal | None:
        """Indicators with data in all indicators, 0..1; None where there are no indicators."""
        return Decimal(self.with_data) / self.total if self.total else None

    @property
    def rows(self) -> list[tuple[str, str, int]]:
        """(status, label, number) in the order of reading: best first, then what cannot be judged."""
        return [(status.value, str(status.label), self.counts[status.value]) for status in READING_ORDER]


READING_ORDER = (
    Status.ACHIEVED,
    Status.ON_TRACK,
    Status.AT_RISK,
    Status.OFF_TRACK,
    Status.NO_DATA,
    Status.NOT_DUE,
    Status.NO_TARGET,
)


def summarise(indicators: Iterable[Counted]) -> Summary:
    """The summary of a group of indicators. Each attainment counts at most 1 and at least 0."""
    items = list(indicators)
    counts = {status.value: 0 for status in Status}
    for item in items:
        counts[item.verdict.status] += 1
    judged = [(item.weight, item.verdict.attainment) for item in items if item.verdict.attainment is not None]
    return Summary(
        counts=counts,
        total=len(items),
        with_data=sum(item.has_data for item in items),
        attainment=_weighted_mean(judged),
        judged=len(judged),
    )


def capped(share: Decimal) -> Decimal:
    """An attainment as it counts in a mean: what is above the plan makes up for nothing else."""
    return min(max(share, Decimal(0)), Decimal(1))


def indicators_below(
    parents: Mapping[int, int | None], own: Mapping[int, Iterable[int]]
) -> dict[int, set[int]]:
    """Goal -> its own indicators and those of all goals below, each once.

    `parents` maps every goal to its parent (None at the top), `own` goals to their own indicators.
    """
    gathered: dict[int, set[int]] = {goal: set() for goal in parents}
    for goal in parents:
        mine = set(own.get(goal, ()))
        seen: set[int] = set()
        above: int | None = goal
        while above is not None and above not in seen:
            gathered[above] |= mine
            seen.add(above)
            above = parents.get(above)
    return gathered


def indicators_of_areas(
    areas: Iterable[int],
    *,
    area_of_indicator: Mapping[int, int | None],
    area_of_goal: Mapping[int, int],
    own: Mapping[int, Iterable[int]],
) -> dict[int, set[int]]:
    """Area -> the indicators that carry it and those of its goals, each once."""
    gathered: dict[int, set[int]] = defaultdict(set)
    for indicator, area in area_of_indicator.items():
        if area is not None:
            gathered[area].add(indicator)
    for goal, indicators in own.items():
        gathered[area_of_goal[goal]].update(indicators)
    return {area: gathered[area] for area in areas}


def _weighted_mean(judged: list[tuple[Decimal, Decimal]]) -> Decimal | None:
    weights = sum((weight for weight, _share in judged), Decimal(0))
    if not weights:
        return None
    return sum((weight * capped(share) for weight, share in judged), Decimal(0)) / weights
