"""What improved, what slipped, what is missing: indicators sorted by their trend. Pure rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from monitoring.status.figures import Standing
from strategy.models import Indicator


@dataclass(frozen=True)
class Changes:
    """Indicators, each in one list; the largest change comes first.

    `moved` changed where no direction is good; `steady` did not change, or has one value only.
    """

    improved: list[Indicator]
    slipped: list[Indicator]
    moved: list[Indicator]
    steady: list[Indicator]
    missing: list[Indicator]

    @property
    def total(self) -> int:
        """All indicators."""
        return sum(map(len, (self.improved, self.slipped, self.moved, self.steady, self.missing)))


def sort_changes(indicators: Iterable[Indicator], standings: Mapping[int, Standing]) -> Changes:
    """Each indicator by the change of its metropolitan figure since the baseline, or the first figure."""
    changes = Changes([], [], [], [], [])
    for one in sorted(indicators, key=lambda one: -size(standings[one.pk])):
        _list_for(standings[one.pk], changes).append(one)
    return changes


def size(standing: Standing) -> Decimal:
    """How large a change is, in its own measure: the share, so that people and per cent compare."""
    trend = standing.trend
    return abs(trend.share) if trend is not None and trend.share is not None else Decimal(0)


def _list_for(standing: Standing, changes: Changes) -> list[Indicator]:
    if not standing.has_data:
        return changes.missing
    trend = standing.trend
    if trend is None or trend.change == 0 or trend.since.period == trend.until.period:
        return changes.steady
    if trend.good is None:
        return changes.moved
    return changes.improved if trend.good else changes.slipped
