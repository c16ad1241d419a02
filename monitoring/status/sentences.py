"""How an indicator stands, in plain sentences of the active language. Pure, no database.

Pages, reports and the alternative texts of charts say the same words.
"""

from decimal import Decimal

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from metropolis.ui.numbers import NBSP, format_decimal
from strategy.indicators.periods import Period

from .aggregation import Coverage
from .figures import Figure, NoFigure, Standing
from .rules import Direction, Reading, Reason, Status, Trend

PERCENT = "%"
_SAID_BY_TARGET = {Reason.REACHED, Reason.HELD, Reason.SLIPPED, Reason.ATTAINMENT}


def standing_text(standing: Standing, *, unit: str, precision: int) -> str:
    """All sentences about an indicator, as one paragraph."""
    return " ".join(standing_sentences(standing, unit=unit, precision=precision))


def standing_sentences(standing: Standing, *, unit: str, precision: int) -> list[str]:
    """What the value is, how it changed, on whose data, and how far the target is."""
    sentences = []
    if standing.latest is None:
        sentences += [no_figure_sentence(standing)]
    else:
        sentences += _about_value(standing, standing.latest, unit, precision)
    sentences += _about_target(standing, unit, precision)
    # A unit may end with a point of its own ("pkt proc.").
    return [
        f"{sentence[:-2]}." if sentence.endswith("..") else sentence for sentence in sentences if sentence
    ]


def no_figure_sentence(standing: Standing) -> str:
    """Why there is no figure of the metropolis, and what is known instead."""
    why = {
        NoFigure.NOT_SET: _(
            "It has not been settled how the values of the municipalities make up the metropolis,"
            " so no figure is given for it."
        ),
        NoFigure.NOT_ADDITIVE: _("The values of the municipalities cannot be put together into one figure."),
        NoFigure.NOT_REPORTED: _("The value for the whole metropolis has not been reported yet."),
    }.get(standing.why_no_figure)
    if why is None:
        return str(Reason.NO_VALUE.label)
    if standing.data_coverage is None or standing.data_period is None:
        return why
    return f"{why} {known_sentence(standing.data_coverage, standing.data_period)}"


def coverage_sentence(coverage: Coverage) -> str:
    """From how many municipalities a figure was computed."""
    return ngettext(
        "Computed from the data of %(present)s of %(expected)s municipality.",
        "Computed from the data of %(present)s of %(expected)s municipalities.",
        coverage.expected,
    ) % {"present": coverage.present, "expected": coverage.expected}


def known_sentence(coverage: Coverage, period: Period) -> str:
    """For how many municipalities values of a period are known."""
    return ngettext(
        "Values for %(period)s are known from %(present)s of %(expected)s municipality.",
        "Values for %(period)s are known from %(present)s of %(expected)s municipalities.",
        coverage.expected,
    ) % {"period": period.label, "present": coverage.present, "expected": coverage.expected}


_WORD_FROM = 4  # letters: "osoby" is a word, "km" and "Mg" are signs


def with_unit(value: Decimal, unit: str, precision: int | None = None) -> str:
    """`41,7 %` in Polish, `41.7%` in English, `12 km` in both, `18 745 [podmioty]` in Polish.

    A Polish noun changes its form with the number, and a unit has one form only: so it stands in
    brackets, in square ones since sentences and lists put the whole into round ones.
    """
    number = format_decimal(value, precision)
    if not unit:
        return number
    if get_language() == "pl" and unit.isalpha() and len(unit) >= _WORD_FROM:
        return f"{number}{NBSP}[{unit}]"
    space = "" if unit == PERCENT and get_language() == "en" else NBSP
    return f"{number}{space}{unit}"


def difference(amount: Decimal, unit: str, precision: int) -> str:
    """The size of a difference: percentage points where the unit is percent."""
    size = abs(amount)
    if unit != PERCENT:
        return with_unit(size, unit, precision)
    number = format_decimal(size, precision)
    return ngettext("%(number)s percentage point", "%(number)s percentage points", _count(number)) % {
        "number": number
    }


def change_text(trend: Trend, *, unit: str, precision: int) -> str:
    """The size of a change: percentage points, percent, or the unit where percent would mislead."""
    if unit == PERCENT or trend.share is None:
        return difference(trend.change, unit, precision)
    return with_unit(abs(trend.share) * 100, PERCENT, 1)


def target_text(target: Reading, *, unit: str, precision: int) -> str:
    """The target with its period: `50 % (2030)`."""
    return f"{with_unit(target.value, unit, precision)} ({target.period.label})"


def _about_value(standing: Standing, figure: Figure, unit: str, precision: int) -> list[str]:
    sentences = [_value_sentence(standing, figure, unit, precision)]
    trend = standing.trend
    if trend is not None and trend.until.period == figure.period and trend.good is not None:
        good, bad = (
            _("The change goes in the desired direction."),
            _("The change goes in the wrong direction."),
        )
        sentences.append(good if trend.good else bad)
    if figure.coverage is not None and not figure.coverage.is_complete:
        sentences.append(coverage_sentence(figure.coverage))
    if figure.total is not None and figure.total.missing:
        gaps = ", ".join(period.label for period in figure.total.missing)
        sentences.append(_("The total lacks complete data for: %(periods)s.") % {"periods": gaps})
    return sentences


def _value_sentence(standing: Standing, figure: Figure, unit: str, precision: int) -> str:
    within = figure.period.within
    facts = {
        "when": within[0].upper() + within[1:],
        "what": pgettext("subject", "the running total")
        if figure.total
        else pgettext("subject", "the value"),
        "value": with_unit(figure.counted, unit, precision),
    }
    trend = standing.trend
    if trend is None or trend.until.period != figure.period:
        return _("%(when)s %(what)s was %(value)s.") % facts
    facts["base"] = _base(trend.since, standing)
    facts["change"] = change_text(trend, unit=unit, precision=precision)
    if trend.change == 0:
        return _("%(when)s %(what)s was %(value)s, the same as %(base)s.") % facts
    if trend.course == "flat":
        return _("%(when)s %(what)s was %(value)s, almost the same as %(base)s.") % facts
    if trend.course == "up":
        return _("%(when)s %(what)s was %(value)s, %(change)s more than %(base)s.") % facts
    return _("%(when)s %(what)s was %(value)s, %(change)s less than %(base)s.") % facts


def _base(since: Reading, standing: Standing) -> str:
    """What the value is compared with: the base year, or simply an earlier period."""
    yardstick = standing.yardstick
    if yardstick.baseline is None:
        return since.period.within
    if since.period.months == 12:
        return pgettext("compared with", "in the base year %(period)s") % {"period": since.period.label}
    return pgettext("compared with", "in the base period (%(period)s)") % {"period": since.period.label}


def _about_target(standing: Standing, unit: str, precision: int) -> list[str]:
    verdict, yardstick = standing.verdict, standing.yardstick
    # "No verified value" has been said already, or the reason why there is no figure.
    explained = verdict.reason in _SAID_BY_TARGET or verdict.reason == Reason.NO_VALUE
    explanation = "" if explained else verdict.explanation
    if yardstick.target is None or yardstick.direction not in _TOWARDS_A_TARGET:
        return [explanation]
    facts = {
        "period": _until(yardstick.target.period),
        "target": with_unit(yardstick.target.value, unit, precision),
    }
    if verdict.status == Status.ACHIEVED:
        return [_("The target for %(period)s, %(target)s, has been reached.") % facts]
    if verdict.judged is None or verdict.reason == Reason.STALE:
        return [_("The target for %(period)s is %(target)s.") % facts, explanation]
    facts["gap"] = difference(yardstick.target.value - verdict.judged.value, unit, precision)
    return [_("What is left to the target for %(period)s (%(target)s) is %(gap)s.") % facts, explanation]


_TOWARDS_A_TARGET = {Direction.INCREASE, Direction.DECREASE}


def _until(period: Period) -> str:
    if period.months == 12:
        return pgettext("target for", "%(year)s") % {"year": period.label}
    return period.label


def _count(number: str) -> int:
    """The number that decides the plural: only a plain 1 is singular, 1.0 and 1.5 are not."""
    return int(number) if number.isdecimal() else 2
