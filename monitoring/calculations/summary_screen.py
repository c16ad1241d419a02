"""How the summary of a goal, an area or the strategy came about: from which indicators, how weighted."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from metropolis.ui.numbers import format_decimal
from metropolis.ui.past import on_day
from monitoring.status.figures import Standing
from monitoring.status.overview import Overview
from monitoring.status.sentences import PERCENT, with_unit
from monitoring.status.summary import Summary, capped
from strategy.models import Indicator

from .formulas import joined


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator in a summary. Without an attainment it counts in the distribution only."""

    code: str
    name: str
    url: str
    status: str
    status_label: str
    status_url: str
    attainment: str
    counts_as: str
    weight: str
    why_not: str


@dataclass(frozen=True)
class SummaryScreen:
    """Everything that the page of a summary shows, written out."""

    summary: Summary
    with_data: str
    attainment: str
    formula: str
    rows: list[IndicatorRow]


def read_summary(
    known: Overview, members: Iterable[int], summary: Summary, as_of: datetime.date | None = None
) -> SummaryScreen:
    """The page of a summary over these indicators, whose links keep to the day; one query."""
    indicators = list(Indicator.objects.filter(pk__in=list(members)))
    standings = [known.standings[one.pk] for one in indicators]
    return SummaryScreen(
        summary=summary,
        with_data=_with_data(summary),
        attainment=_share(summary.attainment),
        formula=_formula(standings, summary),
        rows=[_row(one, standing, as_of) for one, standing in zip(indicators, standings, strict=True)],
    )


def _row(indicator: Indicator, standing: Standing, as_of: datetime.date | None) -> IndicatorRow:
    verdict = standing.verdict
    share = verdict.attainment
    return IndicatorRow(
        code=indicator.code,
        name=indicator.name,
        url=on_day(reverse("indicator", args=[indicator.code]), as_of),
        status=verdict.status,
        status_label=verdict.label,
        status_url=on_day(reverse("status_calculation", args=[indicator.code]), as_of),
        attainment=_share(share),
        counts_as=_share(None if share is None else capped(share)),
        weight=format_decimal(standing.weight),
        why_not="" if share is not None else verdict.explanation,
    )


def _formula(standings: Iterable[Standing], summary: Summary) -> str:
    """`(1 × 84,2 % + 2 × 100,0 %) / (1 + 2) = 94,7 %`; nothing where no indicator has an attainment."""
    if summary.attainment is None:
        return ""
    judged = [
        (one.weight, capped(one.verdict.attainment))
        for one in standings
        if one.verdict.attainment is not None
    ]
    weights = joined(format_decimal(weight) for weight, _share_of in judged)
    products = joined(f"{format_decimal(weight)} × {_share(share)}" for weight, share in judged)
    return f"({products}) / ({weights}) = {_share(summary.attainment)}"


def _with_data(summary: Summary) -> str:
    if summary.share_with_data is None:
        return _("no indicators")
    facts = {"done": summary.with_data, "total": summary.total, "share": _share(summary.share_with_data)}
    return _("%(done)s of %(total)s = %(share)s") % facts


def _share(share: Decimal | None) -> str:
    return "" if share is None else with_unit(share * 100, PERCENT, 1)
