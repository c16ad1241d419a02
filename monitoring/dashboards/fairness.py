"""What makes municipalities of different size comparable: per inhabitant, per square kilometre. Pure rules.

Only an absolute count can be divided: people, pupils, kilometres of road. A share, a mean or an index is
comparable as it is, and dividing it would mean nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from strategy.indicators.models import Indicator

NEARLY_ALL = Decimal("0.85")  # a population may be a few years older than the values
PEOPLE = 1000  # values are shown per so many inhabitants


class Measure(models.TextChoices):
    """How values are compared; the codes stand in addresses."""

    VALUE = "wartosc", _("the value itself")
    PER_INHABITANT = "na-mieszkanca", _("per 1,000 inhabitants")
    PER_KM2 = "na-km2", _("per km²")


@dataclass(frozen=True, slots=True)
class Compared:
    """Values made comparable, and those that cannot be because what to divide by is unknown."""

    values: Mapping[int, Decimal]
    no_basis: frozenset[int]


def is_absolute(indicator: Indicator) -> bool:
    """Whether the values are counts that grow with the municipality."""
    return (
        indicator.aggregation == Indicator.Aggregation.SUM
        and not indicator.is_share
        and not indicator.is_percent
    )


def measures_for(indicator: Indicator, *, counts_people: bool = False) -> list[Measure]:
    """The measures that make sense. The population itself is not compared per inhabitant."""
    if not is_absolute(indicator):
        return [Measure.VALUE]
    if counts_people:
        return [Measure.VALUE, Measure.PER_KM2]
    return [Measure.PER_INHABITANT, Measure.PER_KM2, Measure.VALUE]


def counts_inhabitants(values: Mapping[int, Decimal], people: Mapping[int, Decimal | None]) -> bool:
    """Whether the values are the inhabitants themselves: divided by the population they all give about 1."""
    shares = [value / number for key, value in values.items() if (number := people.get(key))]
    return bool(shares) and all(NEARLY_ALL <= share <= 1 / NEARLY_ALL for share in shares)


def compare(values: Mapping[int, Decimal], measure: str, basis: Mapping[int, Decimal | None]) -> Compared:
    """The values by `measure`; `basis` has the inhabitants or the km² of each municipality."""
    if measure == Measure.VALUE:
        return Compared(dict(values), frozenset())
    times = PEOPLE if measure == Measure.PER_INHABITANT else 1
    known = {key: value * times / by for key, value in values.items() if (by := basis.get(key))}
    return Compared(known, frozenset(set(values) - set(known)))


def digits(measure: str, precision: int, largest: Decimal) -> int:
    """Decimal places of a compared value: those of the indicator, or enough for three digits."""
    if measure == Measure.VALUE:
        return precision
    if largest >= 100:
        return 0
    return 1 if largest >= 10 else 2
