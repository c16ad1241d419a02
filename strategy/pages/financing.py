"""The financial framework: sums are those of the rows on the page, and nothing is guessed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from strategy.models import Allocation, FundingSource, ThematicArea

from .money import euros, million_euros, million_zloty


@dataclass(frozen=True)
class Bar:
    """A part of a whole: `share` is a width of 0-100 for the drawing."""

    name: str
    amount: str
    share: str
    area: ThematicArea | None = None
    source: str = ""


@dataclass(frozen=True)
class Source:
    """A funding source; `rest` is what the known allocations leave of the total, "" where nothing."""

    source: FundingSource
    total: str
    total_in_millions: str
    bars: list[Bar]
    allocated: str
    rest: str


@dataclass(frozen=True)
class Value:
    """The estimated value of an area's projects; an empty amount is not known."""

    area: ThematicArea
    amount: str


def read_financing() -> dict:
    """Sources with their allocations, sums by area, and the value of projects. Three queries."""
    areas = list(ThematicArea.objects.all())
    allocations = list(Allocation.objects.select_related("area", "source"))
    by_source: dict[int, list[Allocation]] = defaultdict(list)
    for allocation in allocations:
        by_source[allocation.source_id].append(allocation)
    sources = [_source(one, by_source[one.pk]) for one in FundingSource.objects.all()]
    return {
        "known": [one for one in sources if one.total],
        "unknown": [one for one in sources if not one.total],
        "by_area": _by_area(areas, allocations),
        "values": [_value(area) for area in areas],
    }


def sum_of(allocations: Iterable[Allocation]) -> Decimal:
    """Their sum, counted here: SQLite would add decimals as floats."""
    return sum((allocation.amount_eur for allocation in allocations), Decimal(0))


def bars_of(allocations: list[Allocation]) -> list[Bar]:
    """One bar for each allocation; the longest is full."""
    longest = max((allocation.amount_eur for allocation in allocations), default=Decimal(0))
    return [
        Bar(one.name, euros(one.amount_eur), _share(one.amount_eur, longest), one.area, one.source.name)
        for one in allocations
    ]


def _source(source: FundingSource, allocations: list[Allocation]) -> Source:
    allocated, total = sum_of(allocations), source.total_eur
    rest = total - allocated if total is not None and allocations else Decimal(0)
    return Source(
        source=source,
        total="" if total is None else euros(total),
        total_in_millions="" if total is None else million_euros(total),
        bars=bars_of(allocations),
        allocated=euros(allocated) if allocations else "",
        rest=euros(rest) if rest else "",
    )


def _by_area(areas: list[ThematicArea], allocations: list[Allocation]) -> list[Bar]:
    sums = {area.pk: sum_of(one for one in allocations if one.area_id == area.pk) for area in areas}
    longest = max(sums.values(), default=Decimal(0))
    return [
        Bar(area.name, euros(sums[area.pk]) if sums[area.pk] else "", _share(sums[area.pk], longest), area)
        for area in areas
    ]


def _value(area: ThematicArea) -> Value:
    amount = area.project_value_mln_pln
    return Value(area, "" if amount is None else million_zloty(amount))


def _share(part: Decimal, whole: Decimal) -> str:
    return f"{part / whole * 100:.2f}" if whole else "0"
