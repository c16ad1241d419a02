"""Single values as figures are counted from them. Pure, no database."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from strategy.indicators.periods import Period

from .aggregation import Part


@dataclass(frozen=True, slots=True)
class Point:
    """A verified value as it was reported. `revised`: it corrects an earlier verified one."""

    period: Period
    value: Decimal
    id: int
    observation: int
    municipality: int | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    revised: bool = False
    source: str = ""
    source_url: str = ""
    confidence: str = ""
    note: str = ""
    published_at: datetime.datetime | None = None


@dataclass(slots=True)
class Measured:
    """What was measured in one period: by the metropolis for itself, and by municipalities.

    Of municipalities by columns, without an object for each value: a country has millions of them.
    `revised`: some municipality's value corrects an earlier verified one.
    """

    reported: Point | None = None
    municipalities: list[int] = field(default_factory=list)
    values: list[Decimal] = field(default_factory=list)
    numerators: list[Decimal | None] = field(default_factory=list)
    denominators: list[Decimal | None] = field(default_factory=list)
    orders: list[int] = field(default_factory=list)
    revised: bool = False

    def parts(self, populations: Iterable[Decimal | None]) -> Iterator[Part]:
        """The parts that an aggregate is made of, with what each weighs."""
        numbers = self.values, self.numerators, self.denominators
        return map(Part, self.municipalities, *numbers, populations, self.orders)
