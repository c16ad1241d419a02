"""The rules of counting in words, and their formulas with the numbers put in. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from metropolis.ui.numbers import format_decimal
from monitoring.status.aggregation import Method
from monitoring.status.rules import Leg

SHOWN = 20  # terms of a formula; of a longer one the first three and the last


@dataclass(frozen=True)
class Term:
    """A value as a formula needs it."""

    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    weight: Decimal | None = None


def rule_in_words(method: str) -> str:
    """How the municipalities make up the metropolis."""
    return {
        Method.SUM: _("The figure is the sum of the values of the municipalities."),
        Method.MEAN: _("The figure is the mean: the sum of the values, divided by their number."),
        Method.POPULATION_MEAN: _(
            "The figure is a mean weighted by population: the value of a municipality weighs as much"
            " as it has inhabitants."
        ),
        Method.RATIO: _(
            "The figure is a ratio: the sum of the numerators divided by the sum of the denominators."
            " The ratios of the municipalities are not averaged."
        ),
        Method.MEDIAN: _(
            "The figure is the median: the middle one of the values in order; of an even number, the mean"
            " of the two in the middle."
        ),
        Method.LAST: _("The figure is the value that came last."),
    }[Method(method)]


def formula(method: str, terms: Sequence[Term], result: Decimal, *, places: int, scale: Decimal) -> str:
    """The rule with the numbers put in, ending with the result."""
    write = _FORMULAS[Method(method)]
    return f"{write(terms, places, scale)} = {format_decimal(result, places)}"


def expected_formula(leg: Leg, places: int) -> str:
    """Where the straight line lies after so many of its months: `38,5 + (50,0 − 38,5) × 36 / 108 = 42,3`."""
    start, end = _number(leg.start.value, places), _number(leg.end.value, places)
    line = f"{start} + ({end} − {start}) × {leg.passed} / {leg.months}"
    return f"{line} = {format_decimal(leg.value, places)}"


def attainment_formula(
    *, baseline: Decimal, expected: Decimal, value: Decimal, share: Decimal, places: int
) -> str:
    """What has happened in what was expected: `(41,7 − 38,5) / (42,3 − 38,5) = 84,2 %`."""
    base, due, now = (_number(number, places) for number in (baseline, expected, value))
    return f"({now} − {base}) / ({due} − {base}) = {format_decimal(share * 100, 1)} %"


def joined(parts: Iterable[str], sign: str = " + ") -> str:
    """The parts of a sum; of a long one the first three and the last."""
    found = list(parts)
    return sign.join(found if len(found) <= SHOWN else [*found[:3], "…", found[-1]])


def _number(value: Decimal, places: int | None = None) -> str:
    """A number within a formula: one below zero stands in brackets."""
    text = format_decimal(value, places)
    return f"({text})" if value < 0 else text


def _values(terms: Sequence[Term], places: int) -> list[str]:
    return [_number(term.value, places) for term in terms]


def _sum(terms: Sequence[Term], places: int, scale: Decimal) -> str:
    return joined(_values(terms, places))


def _mean(terms: Sequence[Term], places: int, scale: Decimal) -> str:
    return f"({joined(_values(terms, places))}) / {len(terms)}"


def _population_mean(terms: Sequence[Term], places: int, scale: Decimal) -> str:
    weights = [format_decimal(term.weight or 0) for term in terms]
    weighed = [f"{value} × {weight}" for value, weight in zip(_values(terms, places), weights, strict=True)]
    return f"({joined(weighed)}) / ({joined(weights)})"


def _ratio(terms: Sequence[Term], places: int, scale: Decimal) -> str:
    numerators = joined(_number(term.numerator or Decimal(0)) for term in terms)
    denominators = joined(_number(term.denominator or Decimal(0)) for term in terms)
    times = "" if scale == 1 else f" × {format_decimal(scale)}"
    return f"({numerators}) / ({denominators}){times}"


def _median(terms: Sequence[Term], places: int, scale: Decimal) -> str:
    in_order = sorted(terms, key=lambda term: term.value)
    return _("median of: %(values)s") % {"values": joined(_values(in_order, places), "; ")}


def _last(terms: Sequence[Term], places: int, scale: Decimal) -> str:
    return _("the last of: %(values)s") % {"values": joined(_values(terms, places), "; ")}


_FORMULAS: dict[str, Callable[[Sequence[Term], int, Decimal], str]] = {
    Method.SUM: _sum,
    Method.MEAN: _mean,
    Method.POPULATION_MEAN: _population_mean,
    Method.RATIO: _ratio,
    Method.MEDIAN: _median,
    Method.LAST: _last,
}
