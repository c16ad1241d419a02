"""How large the data sets are. The reference set is the one that the budgets speak of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Numbers of rows; series are the municipalities and, for each indicator, the metropolis."""

    name: str
    municipalities: int
    areas: int = 7
    goals: int = 100
    indicators: int = 150
    years: tuple[int, ...] = tuple(range(2016, 2026))
    plans: int = 20
    actions: int = 30  # of each plan; the one that is drafted has 200
    milestones: int = 5  # of each action
    grid: int = 200  # values that one team owes in the campaign


REFERENCE = Size("reference", municipalities=15)
NATIONAL = Size("national", municipalities=2477)
SIZES = {size.name: size for size in (REFERENCE, NATIONAL)}
