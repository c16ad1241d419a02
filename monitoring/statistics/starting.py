"""Starting an import: by the Office from its page, from a file, or by the clock where that is switched on."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from metropolis.jobs.queue import enqueue
from monitoring.values.refusals import Refused, WrongState
from strategy.indicators.periods import Frequency
from strategy.models import Indicator

from .files import Parsed
from .models import StatisticsRun
from .permissions import can_import

KIND = "statistics"
FIRST_YEAR = 1995
"""The bank has no figures from before."""
MOST_YEARS = 30
SCHEDULED_YEARS = 3
"""What the clock asks for: the last full years, in which figures are still revised."""


def mapped_indicators():
    """Municipal indicators that name their variable of the bank, or the two of a ratio."""
    named = Q(bdl_variable_id__isnull=False) | Q(bdl_numerator_id__isnull=False)
    yearly = (Frequency.YEAR, Frequency.TWO_YEARS)
    return Indicator.objects.filter(named, scope=Indicator.Scope.MUNICIPALITY, frequency__in=yearly)


def start_import(indicators, year_from: int, year_to: int, *, by) -> StatisticsRun:
    """Ask the bank for these indicators and years, in a job."""
    if not can_import(by):
        raise PermissionDenied
    return _start(list(indicators), year_from, year_to, by)


def start_scheduled(today=None) -> StatisticsRun | None:
    """What the clock starts: everything that is mapped, for the last years; None when nothing is."""
    last = (today or timezone.localdate()).year - 1
    with translation.override(settings.LANGUAGE_CODE):
        indicators = list(mapped_indicators())
        return _start(indicators, last - SCHEDULED_YEARS + 1, last, None) if indicators else None


@transaction.atomic
def keep_file(parsed: Parsed, *, by) -> StatisticsRun:
    """Keep the figures of a file until they are confirmed; nothing is imported yet."""
    if not can_import(by):
        raise PermissionDenied
    known = {variable for row in parsed.rows for variable in [row["variable"]]}
    indicators = [one for one in mapped_indicators() if known & _variables(one)]
    if not indicators:
        raise Refused(_("No indicator names a variable of this file. Set it in the indicator first."))
    years = [row["year"] for row in parsed.rows]
    run = StatisticsRun.objects.create(
        origin=StatisticsRun.Origin.FILE, year_from=min(years), year_to=max(years), started_by=by,
        payload=parsed.rows, file_name=parsed.name[:200],
    )  # fmt: skip
    run.indicators.set(indicators)
    return run


@transaction.atomic
def confirm_file(run: StatisticsRun, *, by) -> StatisticsRun:
    """Import the figures of a file that was read before."""
    if not can_import(by):
        raise PermissionDenied
    run = StatisticsRun.objects.select_for_update().get(pk=run.pk)
    if not run.awaits_confirmation:
        raise WrongState(_("This file has already been imported."))
    return _enqueue(run, by)


@transaction.atomic
def _start(indicators, year_from, year_to, by):
    run = StatisticsRun.objects.create(
        origin=StatisticsRun.Origin.API, year_from=year_from, year_to=year_to, started_by=by
    )
    run.indicators.set(indicators)
    return _enqueue(run, by)


def _enqueue(run, by):
    title = _("Official statistics: %(years)s") % {"years": run.years}
    run.job = enqueue(KIND, key=f"statistics:{run.pk}", title=title, params={"run": run.pk}, by=by)
    run.save(update_fields=["job"])
    return run


def _variables(indicator):
    if indicator.bdl_numerator_id:
        return {indicator.bdl_numerator_id, indicator.bdl_denominator_id}
    return {indicator.bdl_variable_id}
