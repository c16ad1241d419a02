"""A bank on this machine, members with its units, and an import done to its end."""

import pytest

from metropolis.jobs import runner
from metropolis.jobs.models import Job
from monitoring.statistics.starting import start_import
from strategy.factories import IndicatorFactory

from .bank import Bank, Server

SKAWINA, WIELICZKA = "011212006113", "011212019053"


@pytest.fixture
def bank(settings):
    """A bank with figures of two members; the portal is set to ask it."""
    bank = Bank()
    with Server(bank):
        settings.BDL_BASE_URL, settings.BDL_CLIENT_ID = bank.url, "a-key"
        settings.BDL_CALLS_PER_SECOND, settings.BDL_TIMEOUT_SECONDS = 1000, 0.3
        yield bank


@pytest.fixture
def members(municipality, other_municipality):
    """Skawina and Wieliczka, with their codes and units."""
    for place, teryt, unit in (
        (municipality, "1206113", SKAWINA),
        (other_municipality, "1219053", WIELICZKA),
    ):
        place.teryt, place.bdl_unit_id = teryt, unit
        place.save()
    return municipality, other_municipality


@pytest.fixture
def indicator(area):
    """Read from variable 72305."""
    return IndicatorFactory(
        area=area,
        code="4.1",
        name_pl="Ludność",
        unit_pl="osoby",
        supplier="statistics",
        bdl_variable_id=72305,
    )


@pytest.fixture
def filled(bank, members, indicator):
    """Figures of two years."""
    for unit, first in ((SKAWINA, 43000), (WIELICZKA, 69000)):
        bank.put(72305, unit, 2023, first)
        bank.put(72305, unit, 2024, first + 500)
    return bank


@pytest.fixture
def import_all(people):
    """`import_all(indicator, ...)`: start an import and let its job run once; gives the run."""

    def run(*indicators, years=(2023, 2024)):
        made = start_import(indicators, *years, by=people.office)
        runner.run(made.job_id)
        made.refresh_from_db()
        return made

    return run


@pytest.fixture
def again():
    """Let the waiting job of a run go on, as if its time had come."""

    def go_on(run):
        Job.objects.filter(pk=run.job_id).update(not_before=None)
        runner.run(run.job_id)
        run.refresh_from_db()
        return run

    return go_on
