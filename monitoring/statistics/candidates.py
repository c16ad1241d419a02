"""From figures of variables to values of an indicator: which count, and why the others do not. Pure."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from monitoring.values.ratios import ratio_value
from strategy.indicators.periods import Period

from .shapes import Figure
from .units import Places

LIMIT = Decimal(10) ** 14
STEP = Decimal("0.000001")


@dataclass(frozen=True)
class Meaning:
    """How an indicator is read from the bank: one variable times a factor, or two that are divided."""

    frequency: str
    variables: tuple[int, ...]
    factor: Decimal = Decimal(1)
    is_share: bool = False
    unit: str = ""

    @classmethod
    def of(cls, indicator) -> "Meaning":
        """From the mapping that the Office keeps with the indicator."""
        if indicator.bdl_numerator_id:
            variables = (indicator.bdl_numerator_id, indicator.bdl_denominator_id)
        else:
            variables = (indicator.bdl_variable_id,)
        return cls(indicator.frequency, variables, indicator.bdl_factor, indicator.is_share, indicator.unit)


@dataclass(frozen=True)
class Candidate:
    """A value that the bank has for a member and a year."""

    municipality: int
    period: str
    value: Decimal
    unit: str
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    attribute: int | None = None
    updated_on: datetime.date | None = None


@dataclass
class Sorted:
    """Values to look at, and how many figures were left out, by reason."""

    candidates: list[Candidate] = field(default_factory=list)
    skipped: Counter = field(default_factory=Counter)


@dataclass(frozen=True)
class Series:
    """All figures of one variable that were received."""

    variable: int
    updated_on: datetime.date | None
    figures: list[Figure]


def sort_figures(meaning: Meaning, series: list[Series], places: Places, years: range) -> Sorted:
    """The values that follow from the figures of the indicator's variables."""
    result = Sorted()
    by_variable = {one.variable: one for one in series}
    wanted = [by_variable[variable] for variable in meaning.variables if variable in by_variable]
    if len(wanted) < len(meaning.variables):
        result.skipped["other_part"] += sum(len(one.figures) for one in wanted)
        return result
    tables = [_by_place(one.figures, places, years, result.skipped) for one in wanted]
    for key, figure in tables[0].items():
        _take(meaning, wanted, key, [table.get(key) for table in tables], figure, result)
    return result


def _by_place(figures, places, years, skipped):
    """The figure that counts for each member and year."""
    found: dict[tuple[int, int], Figure] = {}
    for figure in figures:
        place, why = places.find(figure.unit)
        if place is None or figure.year not in years or figure.value is None:
            skipped[why or ("year" if figure.year not in years else "empty")] += 1
            continue
        known = found.get((place, figure.year))
        if known is not None:
            skipped["twice"] += 1
        if known is None or (places.is_exact(figure.unit) and not places.is_exact(known.unit)):
            found[place, figure.year] = figure
    return found


def _take(meaning, series, key, parts, figure, result):
    place, year = key
    period = str(year)
    if any(part is None for part in parts):
        result.skipped["other_part"] += 1
        return
    if not Period.parse(period).fits(meaning.frequency):
        result.skipped["frequency"] += 1
        return
    numbers = [part.value if abs(part.value) < LIMIT else None for part in parts]
    value, why = _value(meaning, numbers)
    if value is None or abs(value) >= LIMIT:
        result.skipped[why or "size"] += 1
        return
    days = [one.updated_on for one in series if one.updated_on]
    ratio = [number.quantize(STEP) for number in numbers] if len(numbers) == 2 else (None, None)
    result.candidates.append(
        Candidate(place, period, value, figure.unit, *ratio, figure.attribute, max(days, default=None))
    )


def _value(meaning, numbers):
    if None in numbers:
        return None, "size"
    if len(numbers) == 1:
        return (numbers[0] * meaning.factor).quantize(STEP), ""
    numerator, denominator = (number.quantize(STEP) for number in numbers)
    if denominator <= 0:
        return None, "denominator"
    return ratio_value(numerator, denominator, is_share=meaning.is_share, unit=meaning.unit), ""
