"""What is to be expected of an indicator, as its page says it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from monitoring.status.figures import Standing
from monitoring.status.forecast import LEVEL, Forecast, Outlook, Silence
from monitoring.status.forecast_sentences import forecast_sentences, yearly
from monitoring.status.forecasts import forecast_for
from monitoring.status.sentences import PERCENT, target_text, with_unit
from strategy.models import Indicator

# The look of a verdict: the badge of the status that it resembles, with words of its own.
_BADGES = {Outlook.LIKELY: "on_track", Outlook.UNCERTAIN: "at_risk", Outlook.UNLIKELY: "off_track"}


@dataclass(frozen=True)
class Ahead:
    """A verdict with its sentences and numbers, or the one sentence why there is none."""

    sentences: list[str]
    label: str = ""
    badge: str = ""
    rows: tuple[tuple[str, str], ...] = ()


def read_ahead(indicator: Indicator, standing: Standing) -> Ahead | None:
    """The forecast, in one query; None where the indicator has no target to speak of."""
    found = forecast_for(standing)
    if isinstance(found, Silence):
        return None if found in (Silence.NO_TARGET, Silence.REACHED) else Ahead([str(found.label)])
    unit, places = indicator.unit, indicator.precision
    return Ahead(
        sentences=forecast_sentences(found, unit=unit, precision=places),
        label=found.label,
        badge=_BADGES[Outlook(found.outlook)],
        rows=_rows(found, unit, places),
    )


def _rows(found: Forecast, unit: str, places: int) -> tuple[tuple[str, str], ...]:
    interval = f"{with_unit(found.low, unit, places)} – {with_unit(found.high, unit, places)}"
    return (
        (
            _("Expected value (%(period)s)") % {"period": found.target.period.label},
            with_unit(found.value, unit, places),
        ),
        (_("Interval (%(level)s)") % {"level": with_unit(LEVEL * 100, PERCENT, 0)}, interval),
        (pgettext("value", "Target"), target_text(found.target, unit=unit, precision=places)),
        (_("Change in a year so far"), yearly(found.pace, unit, places)),
        (_("Change in a year needed"), yearly(found.required, unit, places)),
        (_("Target reached"), found.arrival.label if found.arrival else _("not in fifty years")),
        (_("Trend from"), f"{found.since.label}–{found.until.label} ({found.values})"),
    )
