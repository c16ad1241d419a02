"""The early-warning list of the Office: in words, with links, the most urgent first."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from metropolis.ui.dates import short_date
from monitoring.status.figures import Standing
from monitoring.status.forecast_sentences import yearly
from monitoring.status.forecasts import forecasts_today
from monitoring.status.overview import overview
from monitoring.status.rules import Status
from monitoring.status.sentences import with_unit
from strategy.models import Indicator

from .rules import Kind, Urgency, Warning, warnings_of


@dataclass(frozen=True)
class Line:
    """An indicator with its reasons; the first is the most urgent."""

    indicator: Indicator
    url: str
    status: str
    status_label: str
    status_url: str
    urgency: Urgency
    urgency_label: str
    reasons: list[str]
    by: str
    supplier: str


def all_warnings() -> list[list[Warning]]:
    """The warnings of each indicator that has any, the most urgent first. Counted once a change."""
    known, forecasts, day = overview(), forecasts_today(), timezone.localdate()
    found = [warnings_of(standing, forecasts[pk], on=day) for pk, standing in known.standings.items()]
    return sorted(filter(None, found), key=lambda rows: (rows[0].urgency, rows[0].by, rows[0].indicator))


def lines_of(warnings: list[list[Warning]]) -> list[Line]:
    """The list as it is read; one query."""
    wanted, known = [rows[0].indicator for rows in warnings], overview()
    indicators = Indicator.objects.select_related("area", "partner").in_bulk(wanted)
    return [
        _line(indicators[pk], known.standings[pk], rows) for pk, rows in zip(wanted, warnings, strict=True)
    ]


def urgency_label(urgency: Urgency) -> str:
    """The urgency in words."""
    return {
        Urgency.NOW: pgettext("urgency", "act now"),
        Urgency.SOON: pgettext("urgency", "act soon"),
        Urgency.WATCH: pgettext("urgency", "keep an eye on it"),
    }[urgency]


def _line(indicator: Indicator, standing: Standing, rows: list[Warning]) -> Line:
    first, status = rows[0], standing.verdict.status
    return Line(
        indicator=indicator,
        url=reverse("indicator", args=[indicator.code]),
        status=status,
        status_label=str(Status(status).label),
        status_url=reverse("status_calculation", args=[indicator.code]),
        urgency=first.urgency,
        urgency_label=urgency_label(first.urgency),
        reasons=[reason(one, indicator) for one in rows],
        by=short_date(first.by),
        supplier=indicator.partner.name if indicator.partner else indicator.get_supplier_display(),
    )


def reason(warning: Warning, indicator: Indicator) -> str:
    """Why, in one sentence."""
    unit, places = indicator.unit, indicator.precision
    latest, before, forecast = warning.latest, warning.before, warning.forecast
    facts = {"day": short_date(warning.by), "period": latest.period.label if latest else ""}
    if forecast is not None:
        return _(
            "At the pace so far (%(seen)s a year) the target of %(target)s will be missed;"
            " %(needed)s a year is needed."
        ) % {
            "seen": yearly(forecast.pace, unit, places),
            "needed": yearly(forecast.required, unit, places),
            "target": forecast.target.period.label,
        }
    if latest is not None and before is not None:
        return _("Behind the plan and slipping: %(before)s (%(then)s), now %(now)s (%(period)s).") % {
            "before": with_unit(before.value, unit, places),
            "then": before.period.label,
            "now": with_unit(latest.value, unit, places),
            "period": latest.period.label,
        }
    return {
        Kind.STALE: _("The latest value (%(period)s) has been too old to be judged since %(day)s."),
        Kind.STALE_SOON: _("The latest value (%(period)s) will be too old to be judged from %(day)s."),
        Kind.NO_VALUE: _("There is a target for %(day)s, and no value that could be compared with it."),
    }[warning.kind] % facts
