"""Whether a value fits those of similar municipalities, and parts their total. Pure rules with `Decimal`."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

FEWEST = 5
"""With fewer similar municipalities nothing is said."""
SPREADS = 5
"""So many robust standard deviations from the median are far."""
LEAST_SPREAD = Decimal("0.1")
"""Equal values have no spread; a tenth of the median is taken for it then."""
DEVIATION = Decimal("1.4826")
"""The median distance times this is the standard deviation of a normal distribution."""


@dataclass(frozen=True)
class Peers:
    """Latest values of similar municipalities: as they are, or for each 1,000 inhabitants.

    `population` is that of the municipality whose value is compared; None: compare as it is.
    """

    values: tuple[Decimal, ...]
    population: int | None = None

    def comparable(self, value: Decimal) -> Decimal:
        """The value in the measure of the others."""
        return value if self.population is None else value * 1000 / self.population


@dataclass(frozen=True)
class Family:
    """What is known of the same place and period: the total that a value is part of, and its own parts."""

    whole: Decimal | None = None
    whole_name: str = ""
    parts: tuple[Decimal, ...] = ()
    part_names: tuple[str, ...] = ()


def far_from(value: Decimal, others: Sequence[Decimal]) -> Decimal | None:
    """The median of the others when the value is far from it; None when it fits, or too few are known."""
    if len(others) < FEWEST:
        return None
    middle = median(others)
    spread = median(abs(other - middle) for other in others) * DEVIATION
    limit = SPREADS * max(spread, LEAST_SPREAD * abs(middle))
    return middle if abs(value - middle) > limit else None


def excess_of_parts(value: Decimal, parts: Sequence[Decimal], precision: int) -> Decimal | None:
    """The sum of the parts when it is above their total by more than rounding explains; else None."""
    rounding = Decimal("0.5").scaleb(-precision) * (len(parts) + 1)
    return sum(parts) if parts and sum(parts) > value + rounding else None
