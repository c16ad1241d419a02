"""A small strategy with a little of everything that a report tells."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from forums.factories import TeamMemberFactory
from metropolis.jobs import queue, runner
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.models import ProgressReport, ReportFile, Snapshot
from monitoring.reports import (
    snapshot,
    tasks,  # noqa: F401  registers the kind of job
)
from monitoring.reports.approval.steps import take_step
from monitoring.reports.publishing import start_build
from strategy.factories import (
    ActionPlanFactory,
    GoalFactory,
    IndicatorFactory,
    StrategyFactory,
    TargetFactory,
)


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    """Charts and files of a test are its own."""
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    return tmp_path


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch):
    monkeypatch.setattr(queue, "wake", lambda _job_id: None)


@pytest.fixture
def report(db):
    return ProgressReport.objects.create(
        slug="raport-2024",
        title_pl="Raport z postępów za 2024 rok",
        title_en="Progress report for 2024",
        period="2024",
        as_of=timezone.localdate(),
    )


def measure(indicator, period, value, municipality=None, **kwargs):
    """A verified value."""
    observation = ObservationFactory(indicator=indicator, municipality=municipality, period=str(period))
    return IndicatorValueFactory(observation=observation, value=Decimal(value), **kwargs)


@pytest.fixture
def content(area, municipality, other_municipality, team):
    """Two indicators with values, one without; one has a target; a plan and goals."""
    StrategyFactory(owner_en="An association", name_pl="Strategia przykładowa")
    main = GoalFactory(area=area, text_pl="Wysoka konkurencyjność", provenance="paraphrase")
    GoalFactory(area=area, parent=main, level="specific", text_pl="Więcej firm")
    ActionPlanFactory(area=area, name_pl="Plan gospodarczy", state="adopted")
    ActionPlanFactory(area=area, name_pl="Plan w przygotowaniu", state="draft")
    whole = IndicatorFactory(
        area=area, code="4.2", name_pl="Nowe podmioty", scope="metropolis", unit_pl="podmioty", precision=0,
        baseline_period="2021", baseline_value=Decimal(16486),
    )  # fmt: skip
    TargetFactory(indicator=whole, period="2030", value=Decimal(25000))
    for year, value in {2021: 16486, 2022: 18859, 2023: 18929, 2024: 18745, 2025: 99999}.items():
        measure(whole, year, value)
    each = IndicatorFactory(area=area, code="4.4", name_pl="Bezrobotni", direction="decrease", precision=1)
    member = TeamMemberFactory(team=team, user__name="Jan Przykładowy")
    measure(each, 2024, "2.8", municipality, author=member.user, explanation="Zamknięto zakład.")
    IndicatorFactory(area=area, code="4.5", name_pl="Zadowolenie")
    return {"whole": whole, "each": each}


@pytest.fixture
def build(people):
    """`build(report)`: have it built by the worker, and get its job."""

    def run(report):
        job = start_build(report, by=people.office)
        runner.run(job.pk)
        job.refresh_from_db()
        report.refresh_from_db()
        return job

    return run


@pytest.fixture
def built(content, report, build):
    assert build(report).state == "succeeded"
    return report


@pytest.fixture
def drafted(content, report):
    """A draft with frozen data and one file, without the time that a whole build takes."""
    return freeze_into(report)


def freeze_into(report):
    """What a build keeps of a report, but for its real files."""
    frozen = snapshot.freeze(report)
    report.snapshot = Snapshot.objects.create(content=frozen, sha256=snapshot.digest(frozen))
    report.state, report.built_at = report.state_when_built, timezone.now()
    report.save()
    report.files.all().delete()
    ReportFile.objects.create(
        report=report, format="json", path=f"{report.slug}.json", size=2, sha256=report.snapshot.sha256
    )
    return report


def publish(report, by):
    """Take every step from the draft to the publication; the comments are cut short with a reason."""
    take_step(report, "open_comments", by=by, deadline=timezone.localdate())
    take_step(report, "approve", by=by, reason="Nikt nie ma uwag.")
    event = take_step(report, "publish", by=by)
    report.refresh_from_db()
    return event.report


@pytest.fixture
def yesterday():
    return timezone.localdate() - datetime.timedelta(days=1)
