"""A full progress report, made as the worker makes it."""

import datetime
import resource

from metropolis.jobs import runner
from metropolis.jobs.models import Job
from monitoring.models import Observation, ProgressReport
from monitoring.reports import snapshot
from monitoring.reports.kinds import ReportKind
from monitoring.reports.publishing import start_build
from strategy.models import ThematicArea

from .measure import PeakMemory, Row, timed

SECONDS, MEGABYTES = 30, 500  # a full report in both languages
SNAPSHOT_SECONDS = 3
AREA_SECONDS = 3  # all formats of one language
# A snapshot holds every value with its origin: what it would take for millions says docs/benchmarks.md.
MOST_VALUES = 100_000


def build(clerk) -> list[Row]:
    """Time and memory of the first build (every chart is drawn) and of the second (charts are kept); the
    snapshot alone; and the report of one area after those, when its charts are drawn already.
    """
    values = Observation.objects.filter(current__isnull=False).count()
    if values > MOST_VALUES:
        return [Row("report", f"not built: {values} values", "built", False)]
    whole = _report(clerk, "raport-2025")
    built = [_built(whole, clerk, what) for what in ("first build", "built again")]
    return [*built, _frozen(whole), _area(clerk)]


def _report(clerk, slug: str, **more) -> ProgressReport:
    return ProgressReport.objects.create(
        slug=slug, title_pl="Raport (przykład)", title_en="Report (example)", period="2025",
        as_of=datetime.date(2026, 6, 30), created_by=clerk, **more,
    )  # fmt: skip


def _frozen(report: ProgressReport) -> Row:
    """The data of a report as one snapshot: queries, rules and forecasts."""
    seconds, cpu = timed(lambda: snapshot.freeze(report))
    kept = seconds <= SNAPSHOT_SECONDS
    return Row("report, snapshot", f"{seconds:.1f} s", f"<= {SNAPSHOT_SECONDS} s", kept, f"{cpu:.1f} s")


def _area(clerk) -> Row:
    area = ThematicArea.objects.order_by("pk").first()
    report = _report(clerk, "obszar-2025", kind=ReportKind.AREA, area=area, languages=["pl"])
    job = start_build(report, by=clerk)
    seconds, cpu = timed(lambda: runner.run(job.pk))
    made = _is_made(job)
    measured = f"{seconds:.1f} s" if made else f"failed: {job.reason}"
    kept = made and seconds <= AREA_SECONDS
    what = "report of one area, all formats, one language"
    return Row(what, measured, f"<= {AREA_SECONDS} s", kept, f"{cpu:.1f} s")


def _built(report: ProgressReport, clerk, what: str) -> Row:
    job = start_build(report, by=clerk)
    with PeakMemory() as memory:
        seconds, cpu = timed(lambda: runner.run(job.pk))
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    peak, made = max(memory.peak, children), _is_made(job)
    kept = made and seconds <= SECONDS and peak < MEGABYTES
    measured = f"{seconds:.1f} s, peak {peak:.0f} MB" if made else f"failed: {job.reason}"
    return Row(
        f"report, all formats, both languages: {what}", measured, f"<= {SECONDS} s, < {MEGABYTES} MB", kept,
        f"{cpu:.1f} s",
    )  # fmt: skip


def _is_made(job: Job) -> bool:
    job.refresh_from_db()
    return job.state == Job.State.SUCCEEDED
