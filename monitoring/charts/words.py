"""What a chart says, in a sentence: the alternative text of its picture."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metropolis.ui.numbers import format_decimal
from strategy.indicators.periods import Period

from .multiples import Multiples, own_scales
from .ranking import Ranking

# Where the metropolis is a total of its municipalities, its figure is no line to compare them with.
TOTALS = {"sum", "reported", "last", "not_additive", "not_set"}


def not_from_zero() -> str:
    """The warning that belongs to a line whose axis is cut."""
    return _("The axis does not start at zero.")


def ranking_sentence(ranking: Ranking, period: Period) -> str:
    """Who is first and last, and how many are missing."""
    known = [(name, value) for name, value in ranking.rows if value is not None]
    missing = len(ranking.rows) - len(known)
    facts = {
        "when": period.within[0].upper() + period.within[1:],
        "first": known[0][0],
        "most": format_decimal(known[0][1], ranking.precision),
        "last": known[-1][0],
        "least": format_decimal(known[-1][1], ranking.precision),
    }
    sentence = (
        _("%(when)s the highest value: %(first)s (%(most)s), the lowest: %(last)s (%(least)s).") % facts
    )
    if not missing:
        return sentence
    gap = ngettext(
        "%(count)s municipality has no data.", "%(count)s municipalities have no data.", missing
    ) % {"count": missing}
    return f"{sentence} {gap}"


def multiples_sentence(multiples: Multiples) -> str:
    """How many municipalities are drawn, and whether their scales compare."""
    drawn = sum(bool(points) for points in multiples.series.values())
    sentence = ngettext(
        "The line of %(count)s municipality over time.",
        "The lines of %(count)s municipalities over time.",
        drawn,
    ) % {"count": drawn}
    scale = (
        _("Each municipality has a scale of its own, from zero.")
        if own_scales(multiples)
        else _("All lines have the same scale, from zero.")
    )
    return f"{sentence} {scale}"
