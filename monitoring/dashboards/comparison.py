"""One indicator compared fairly between municipalities: what was asked for, and the answer. Pure rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metropolis.ui.numbers import format_decimal
from strategy.indicators.periods import Period

from .fairness import Measure, compare, digits
from .spread import Spread, places, spread_of


@dataclass(frozen=True)
class Line:
    """A municipality: its place, the compared value, the value itself and what it was divided by."""

    municipality: int
    place: int | None
    compared: Decimal | None
    value: Decimal | None
    basis: Decimal | None


@dataclass(frozen=True)
class Comparison:
    """The lines in order of their places, those without a value at the end, and their spread."""

    measure: str
    precision: int
    lines: list[Line]
    spread: Spread | None
    no_basis: frozenset[int]

    @property
    def known(self) -> list[Line]:
        """The lines with a compared value."""
        return [line for line in self.lines if line.compared is not None]


def compare_all(
    municipalities: Iterable[int],
    values: Mapping[int, Decimal],
    *,
    measure: str,
    basis: Mapping[int, Decimal | None],
    precision: int,
) -> Comparison:
    """All asked municipalities side by side, the highest value first."""
    everybody = list(municipalities)
    mine = {key: values[key] for key in everybody if key in values}
    compared = compare(mine, measure, basis)
    place = places(compared.values)
    lines = [
        Line(key, place.get(key), compared.values.get(key), mine.get(key), basis.get(key))
        for key in everybody
    ]
    lines.sort(key=lambda line: (line.place is None, line.place or 0))
    largest = max((abs(value) for value in compared.values.values()), default=Decimal(0))
    spread = spread_of(compared.values.values())
    return Comparison(measure, digits(measure, precision, largest), lines, spread, compared.no_basis)


def comparison_sentence(comparison: Comparison, names: Mapping[int, str], period: Period) -> str:
    """Who is first and last, where the middle lies, and how far apart the middle half is."""
    known = comparison.known
    if not known:
        return _("No municipality has a value that can be compared this way.")
    facts = {
        "when": period.within[0].upper() + period.within[1:],
        "first": names[known[0].municipality],
        "most": format_decimal(known[0].compared, comparison.precision),
        "last": names[known[-1].municipality],
        "least": format_decimal(known[-1].compared, comparison.precision),
    }
    words = [_("%(when)s the highest value: %(first)s (%(most)s), the lowest: %(last)s (%(least)s).") % facts]
    spread = comparison.spread
    if spread is not None:
        quarters = {
            "median": format_decimal(spread.median, comparison.precision),
            "low": format_decimal(spread.first_quartile, comparison.precision),
            "high": format_decimal(spread.third_quartile, comparison.precision),
        }
        sentence = _("The median is %(median)s; the middle half lies between %(low)s and %(high)s.")
        words.append(sentence % quarters)
    missing = sum(line.value is None for line in comparison.lines)
    if missing:
        gap = ngettext(
            "%(count)s municipality has no data.", "%(count)s municipalities have no data.", missing
        )
        words.append(gap % {"count": missing})
    return " ".join(words)


def no_basis_sentence(comparison: Comparison, names: Mapping[int, str]) -> str:
    """Whose population or area is not known, so that nothing can be divided by it."""
    if not comparison.no_basis:
        return ""
    left_out = [line.municipality for line in comparison.lines if line.municipality in comparison.no_basis]
    who = {"names": ", ".join(names[key] for key in left_out)}
    if comparison.measure == Measure.PER_KM2:
        return _("Left out, because their area was not found in public sources: %(names)s.") % who
    return _("Left out, because their population is not known: %(names)s.") % who
