"""How the values of one municipality moved, and where they lie beside the median municipality."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from metropolis.ui.numbers import format_decimal, signed
from monitoring.dashboards.board import Middle
from monitoring.dashboards.fairness import Measure, compare, digits
from monitoring.status.points import Point
from strategy.models import Indicator

from .changes import SHOWN, ChangeList
from .figures import apart

GOOD_WHEN_ABOVE = {Indicator.Direction.INCREASE: True, Indicator.Direction.DECREASE: False}


@dataclass(frozen=True)
class Moved:
    """A value that changed for better or worse since the one before; `share` is how much, beside it."""

    indicator: Indicator
    better: bool
    share: Decimal
    value: str
    unit: str
    period: str
    change: str
    calculation: str


def moved(indicator: Indicator, row: Sequence[Point]) -> Moved | None:
    """The last change of a series; None without a change, or where no direction is good."""
    if len(row) < 2 or row[-1].value == row[-2].value or indicator.direction not in GOOD_WHEN_ABOVE:
        return None
    now, before = row[-1], row[-2]
    number, unit = apart(now.value, indicator)
    facts = {"change": signed(now.value - before.value, indicator.precision), "period": before.period.label}
    return Moved(
        indicator=indicator,
        better=(now.value > before.value) == GOOD_WHEN_ABOVE[indicator.direction],
        share=abs((now.value - before.value) / before.value) if before.value else Decimal(0),
        value=number,
        unit=unit,
        period=now.period.label,
        change=_("%(change)s since %(period)s") % facts,
        calculation=now.period.code,
    )


def municipal_lists(found: Iterable[Moved]) -> list[ChangeList]:
    """What improved and what slipped since the value before, the largest change first; nothing of nothing."""
    order = sorted(found, key=lambda one: -one.share)
    if not order:
        return []
    better, worse = [one for one in order if one.better], [one for one in order if not one.better]
    no_better = _("No value improved since the one before.")
    no_worse = _("No value slipped since the one before.")
    return [
        ChangeList("improved", _("What improved"), better[:SHOWN], better[SHOWN:], no_better),
        ChangeList("slipped", _("What slipped"), worse[:SHOWN], worse[SHOWN:], no_worse),
    ]


def beside(value: Decimal, people: Decimal | None, middle: Middle, indicator: Indicator) -> dict[str, str]:
    """The median in words, and on which side of it the value lies; nothing where they do not compare."""
    compared = compare({0: value}, middle.measure, {0: people}).values.get(0)
    if compared is None:
        return {}
    median = middle.spread.median
    words = apart(median, indicator)[0]
    if middle.measure == Measure.PER_INHABITANT:
        number = format_decimal(median, digits(middle.measure, indicator.precision, abs(median)))
        words = _("%(value)s per 1,000 inhabitants") % {"value": number}
    side = _side(compared, median, indicator)
    return {"middle": words, "against": side, "side": side_words(side)}


def side_words(side: str) -> str:
    """On which side of the median a value lies, in words that the median follows."""
    return {
        "better": pgettext("than the median", "better"),
        "worse": pgettext("than the median", "worse"),
        "equal": pgettext("to the median", "equal"),
        "above": pgettext("the median", "above"),
        "below": pgettext("the median", "below"),
    }[side]


def _side(compared: Decimal, median: Decimal, indicator: Indicator) -> str:
    if compared == median:
        return "equal"
    above = compared > median
    if indicator.direction not in GOOD_WHEN_ABOVE:
        return "above" if above else "below"
    return "better" if above == GOOD_WHEN_ABOVE[indicator.direction] else "worse"
