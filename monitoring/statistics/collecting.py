"""The import as a job: asks the bank indicator by indicator, waits in the queue, ends with a record."""

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from metropolis.jobs.lease import JobContext, LeaseLost
from metropolis.jobs.runner import JobFailed, PutOff
from strategy.models import Indicator, Municipality, MunicipalityCode

from .applying import apply_figures
from .candidates import Meaning, Series, sort_figures
from .client import AllowanceUsed, BdlClient, KeyRefused, NotThere, Unreachable
from .files import series_of
from .gate import Limited
from .models import StatisticsRun
from .notices import tell_teams
from .shapes import Malformed
from .units import Places

WAITS = [datetime.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]
"""How long to wait when the bank does not answer; after the last the import is given up."""


def places() -> Places:
    """The members with their units and codes, those that are members today or were before."""
    members = Municipality.objects.values_list("pk", "bdl_unit_id", "teryt")
    return Places.of(members, MunicipalityCode.objects.values_list("municipality", "teryt"))


def collect(context: JobContext) -> str:
    """Do the import of a run. Every indicator is written whole or not at all."""
    run = _run_of(context)
    years, known = range(run.year_from, run.year_to + 1), places()
    if run.origin == StatisticsRun.Origin.FILE:
        from_file = series_of(run.payload)
        _each(context, run, lambda indicator: _import(context, run, indicator, from_file, known, years))
    else:
        _from_bank(context, run, known, years)
    with context.finish(run.get_absolute_url()):
        StatisticsRun.objects.filter(pk=run.pk).update(finished_at=timezone.now(), payload=[])
        tell_teams(run)
    return run.get_absolute_url()


def _run_of(context: JobContext) -> StatisticsRun:
    """The run; when its job failed and was repeated, it belongs to the new one and may wait anew."""
    run = StatisticsRun.objects.get(pk=context.params["run"])
    if run.job_id != context.id:
        run.job_id, run.put_offs = context.id, 0
        run.save(update_fields=["job", "put_offs"])
    return run


def _from_bank(context, run, known, years):
    allowance = settings.BDL_CALLS_PER_RUN - run.calls
    with BdlClient(since=run.created_at, allowance=allowance) as client:

        def one(indicator):
            series = [_series(client, variable, known, years) for variable in Meaning.of(indicator).variables]
            _import(context, run, indicator, series, known, years)

        try:
            _each(context, run, one)
        except Limited as wait:
            raise PutOff(wait.until, _("The Local Data Bank limits how often it may be asked.")) from wait
        except Unreachable as fault:
            raise _later_or_never(run) from fault
        except KeyRefused as fault:
            raise JobFailed(_("The Local Data Bank does not accept the key of the portal.")) from fault
        finally:
            StatisticsRun.objects.filter(pk=run.pk).update(calls=F("calls") + client.calls)


def _each(context, run, do):
    """Do every indicator of the run that is not done; a fault of one is written down and stops no other."""
    indicators = list(run.indicators.order_by("code"))
    for number, indicator in enumerate(indicators):
        context.progress(number, len(indicators), indicator.code)
        if indicator.pk in run.done:
            continue
        try:
            do(indicator)
        except AllowanceUsed:
            _note(run, indicator, _("One import may make no more calls. Start another for the rest."))
        except (NotThere, Malformed) as fault:
            _note(run, indicator, str(fault))
    context.progress(len(indicators), len(indicators))


def _series(client, variable, known, years) -> Series:
    """All figures of a variable for the counties of the members."""
    figures, updated_on = [], None
    for parent in known.parents:
        for page in client.pages(variable, parent, list(years)):
            figures += page.figures
            updated_on = page.updated_on or updated_on
    return Series(variable, updated_on, figures)


def _import(context, run, indicator, series, known, years):
    """Write what came for one indicator, if the job is still ours."""
    found = sort_figures(Meaning.of(indicator), series, known, years)
    with transaction.atomic():
        if not context.renew():
            raise LeaseLost(context.id)
        apply_figures(run, indicator, found)
        _mark_done(run, indicator)


@transaction.atomic
def _note(run: StatisticsRun, indicator: Indicator, sentence: str) -> None:
    """The indicator could not be imported: its name and the reason stay in the record."""
    run.faults = [*run.faults, {"indicator": indicator.code, "reason": sentence}]
    run.save(update_fields=["faults"])
    _mark_done(run, indicator)


def _mark_done(run, indicator):
    run.done = [*run.done, indicator.pk]
    run.save(update_fields=["done"])


def _later_or_never(run):
    """The bank does not answer: another time, each time later; in the end not at all."""
    if run.put_offs >= len(WAITS):
        return JobFailed(
            _("The Local Data Bank does not answer. What had arrived before is kept; start the import again.")
        )
    until = timezone.now() + WAITS[run.put_offs]
    StatisticsRun.objects.filter(pk=run.pk).update(put_offs=F("put_offs") + 1)
    return PutOff(until, _("The Local Data Bank does not answer; the portal will try again by itself."))
