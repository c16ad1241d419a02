"""Forecasts are computed by the worker and kept; pages and the API only read them.

A forecast is kept under the fingerprint of the numbers it was computed from: after a correction the old
one counts no more, and until the worker has been there the answer is `pending`.
"""

import datetime
import hashlib
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from metropolis.rest.counters import version_of
from metropolis.rest.kept import Kept
from monitoring.models import KeptForecast

from .figures import Standing
from .forecast import Forecast, Silence, forecast_of, silence_of
from .overview import READS, overview
from .packing import packed, unpacked

METHOD = "theil-sen 1"  # a new one when the rule changes, so that all are computed again

Found = Forecast | Silence
_kept_today: Kept[dict[int, Found]] = Kept(1)  # by the day


def forecasts_of(standings: Iterable[Standing], *, on: datetime.date | None = None) -> dict[int, Found]:
    """Indicator id -> its forecast, or why there is none. One query, none where all are silent."""
    day = on or timezone.localdate()
    found: dict[int, Found] = {}
    asked: dict[int, str] = {}
    for standing in standings:
        silence = _silence(standing, day)
        if silence is None:
            asked[standing.indicator] = _fingerprint(standing)
        found[standing.indicator] = silence or Silence.PENDING
    return found | _kept(asked) if asked else found


def forecasts_today() -> Mapping[int, Found]:
    """The forecasts of all indicators, read once after each change and then kept in this process."""
    day, version = timezone.localdate(), version_of(*READS, KeptForecast)
    found = _kept_today.get(day, version)
    if found is None:
        found = _kept_today.put(day, version, forecasts_of(overview().standings.values(), on=day))
    return found


def forecast_for(standing: Standing) -> Found:
    """The forecast of one indicator, or why there is none."""
    return forecasts_of([standing])[standing.indicator]


def refresh() -> int:
    """Compute the forecasts that are not kept for today's numbers; returns how many. The worker's part."""
    standings, day = overview().standings, timezone.localdate()
    found = forecasts_of(standings.values(), on=day)
    pending = [standings[pk] for pk, one in found.items() if one is Silence.PENDING]
    for standing in pending:
        body = packed(forecast_of(standing.history, standing.yardstick))
        with transaction.atomic():
            KeptForecast.objects.update_or_create(
                indicator_id=standing.indicator,
                defaults={"fingerprint": _fingerprint(standing), "body": body},
            )
    return len(pending)


def _silence(standing: Standing, day: datetime.date) -> Silence | None:
    return silence_of(standing.history, standing.yardstick, figures=standing.figures, on=day)


def _kept(asked: Mapping[int, str]) -> dict[int, Found]:
    rows = KeptForecast.objects.filter(indicator__in=asked)
    return {
        row.indicator_id: unpacked(Forecast, row.body)
        for row in rows
        if row.fingerprint == asked[row.indicator_id]
    }


def _fingerprint(standing: Standing) -> str:
    """Everything that the forecast is computed from, as one token."""
    facts = (METHOD, packed(standing.yardstick), [packed(reading) for reading in standing.history])
    return hashlib.sha256(repr(facts).encode()).hexdigest()
