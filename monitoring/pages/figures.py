"""Figures as the public pages write them: formatted once, in the view, never in a template loop."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from metropolis.ui.numbers import format_decimal, signed
from monitoring.status.figures import Figure, Standing
from monitoring.status.rules import Status
from monitoring.status.sentences import with_unit
from strategy.models import Indicator

LONGEST_SYMBOL = 3  # %, km, ha, zł, km²


@dataclass(frozen=True)
class Row:
    """A line of a list of indicators: what it is, how it stands, on how much data."""

    indicator: Indicator
    value: str
    unit: str
    period: str
    status: str
    status_label: str
    change: str
    coverage: str
    has_data: bool
    calculation: str  # period whose figure it is; "" where there is none


def indicator_row(indicator: Indicator, standing: Standing) -> Row:
    """How an indicator stands, in the words of a list."""
    latest = standing.latest
    number, unit = apart(latest.counted, indicator) if latest else ("", "")
    return Row(
        indicator=indicator,
        value=number if latest else "",
        unit=unit,
        period=_period_of(standing),
        status=standing.verdict.status,
        status_label=str(Status(standing.verdict.status).label),
        change=_change(standing, indicator),
        coverage=coverage_words(standing),
        has_data=standing.has_data,
        calculation=latest.period.code if latest else "",
    )


def apart(value: Decimal, indicator: Indicator) -> tuple[str, str]:
    """The number, and its unit where that is a word to be read apart: (`41,7 %`, ""), (`18 745`, `podmioty`).

    A unit that is a word stands in one form only, so it must not read as a phrase with the number.
    """
    if len(indicator.unit) <= LONGEST_SYMBOL:
        return with_unit(value, indicator.unit, indicator.precision), ""
    return format_decimal(value, indicator.precision), indicator.unit


def coverage_words(standing: Standing) -> str:
    """`11 of 15 municipalities`; nothing where one figure speaks for all."""
    coverage = standing.data_coverage
    if coverage is None:
        return ""
    return _("%(present)s of %(expected)s municipalities") % {
        "present": coverage.present,
        "expected": coverage.expected,
    }


def figure_basis(figure: Figure) -> str:
    """Whether the figure was reported for the metropolis or computed, and from how many municipalities."""
    coverage = figure.coverage
    if coverage is None:
        return _("reported for the metropolis")
    return _("computed from %(present)s of %(expected)s municipalities") % {
        "present": coverage.present,
        "expected": coverage.expected,
    }


def _period_of(standing: Standing) -> str:
    period = standing.latest.period if standing.latest else standing.data_period
    return period.label if period else ""


def _change(standing: Standing, indicator: Indicator) -> str:
    trend = standing.trend
    if trend is None or trend.since.period == trend.until.period:
        return ""
    return _("%(change)s since %(period)s") % {
        "change": signed(trend.change, indicator.precision),
        "period": trend.since.period.label,
    }
