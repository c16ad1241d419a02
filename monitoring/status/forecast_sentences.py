"""A forecast in plain sentences of the active language. Pure, no database."""

from decimal import Decimal

from django.utils.translation import gettext as _

from metropolis.ui.numbers import format_decimal

from .forecast import LEVEL, Forecast, Outlook
from .sentences import PERCENT, difference, with_unit


def forecast_sentences(found: Forecast, *, unit: str, precision: int) -> list[str]:
    """What to expect, whether that meets the target, how fast it goes and should, and when it arrives."""
    facts = {
        "since": found.since.label,
        "until": found.until.label,
        "when": found.target.period.within,
        "value": with_unit(found.value, unit, precision),
        "low": format_decimal(found.low, precision),
        "level": with_unit(LEVEL * 100, PERCENT, 0),
        "high": with_unit(found.high, unit, precision),
        "target": with_unit(found.target.value, unit, precision),
    }
    expected = _(
        "If the trend of %(since)s–%(until)s goes on, the value %(when)s will be about %(value)s"
        " (with a probability of %(level)s between %(low)s and %(high)s)."
    )
    verdict = {
        Outlook.LIKELY: _("So the target, %(target)s, will probably be met."),
        Outlook.UNCERTAIN: _("Whether the target, %(target)s, will be met cannot be told yet."),
        Outlook.UNLIKELY: _("So the target, %(target)s, will probably be missed unless something changes."),
    }[Outlook(found.outlook)]
    said = [expected % facts, verdict % facts, _pace(found, unit, precision), _arrival(found)]
    # A unit may end with a point of its own ("pkt proc.").
    return [f"{sentence[:-2]}." if sentence.endswith("..") else sentence for sentence in said]


def yearly(pace: Decimal, unit: str, precision: int) -> str:
    """A change in a year, with its sign and one place more than the values: `+1,25 pkt proc.`."""
    sign = "+" if pace > 0 else "\u2212" if pace < 0 else ""
    return f"{sign}{difference(pace, unit, precision + 1)}"


def _pace(found: Forecast, unit: str, precision: int) -> str:
    return _("Change in a year so far: %(seen)s; needed from now on: %(needed)s.") % {
        "seen": yearly(found.pace, unit, precision),
        "needed": yearly(found.required, unit, precision),
    }


def _arrival(found: Forecast) -> str:
    if found.arrival is None:
        return _("At this pace the target will not be reached in fifty years.")
    return _("At this pace the target will be reached %(when)s.") % {"when": found.arrival.within}
