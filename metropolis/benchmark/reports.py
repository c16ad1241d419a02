"""A full progress report, made as the worker makes it."""

import datetime
import resource
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import django

from metropolis.jobs import runner
from metropolis.jobs.models import Job
from monitoring.models import ProgressReport
from monitoring.reports import snapshot
from monitoring.reports.kinds import ReportKind
from monitoring.reports.publishing import start_build
from strategy.models import ThematicArea

from .measure import PeakMemory, Row, timed

SECONDS = {"reference": 30, "national": 90}  # a full report in both languages
MEGABYTES = {"reference": 500, "national": 1000}
SNAPSHOT_SECONDS = {"reference": 3, "national": 90}
AREA_SECONDS = {"reference": 3, "national": 90}  # all formats of one language


def build(size: str, clerk) -> list[Row]:
    """The first build, in which every chart is drawn: its time is shown, and has no budget. The second, in
    which charts are kept; the snapshot alone; and the report of one area after those.
    """
    whole = _report(clerk, "raport-2025")
    with _worker() as worker:
        first = _built("first build", whole, clerk, worker, None, MEGABYTES[size])
        again = _built("built again", whole, clerk, worker, SECONDS[size], MEGABYTES[size])
        return [first, again, _frozen(size, whole), _area(size, clerk, worker)]


def _worker() -> ProcessPoolExecutor:
    """A process that has done nothing yet, as a worker has: its memory holds the report alone."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=django.setup)


def _run(job: int) -> tuple[float, float, float]:
    """Seconds, those of the processor, and the highest memory in MB: of this process or of one it started."""
    with PeakMemory() as memory:
        seconds, cpu = timed(lambda: runner.run(job))
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    return seconds, cpu, max(memory.peak, children)


def _report(clerk, slug: str, **more) -> ProgressReport:
    return ProgressReport.objects.create(
        slug=slug, title_pl="Raport (przykład)", title_en="Report (example)", period="2025",
        as_of=datetime.date(2026, 6, 30), created_by=clerk, **more,
    )  # fmt: skip


def _frozen(size: str, report: ProgressReport) -> Row:
    """The data of a report as one snapshot: queries, rules and forecasts."""
    seconds, cpu = timed(lambda: snapshot.freeze(report))
    most = SNAPSHOT_SECONDS[size]
    return Row("report, snapshot", f"{seconds:.1f} s", f"<= {most} s", seconds <= most, f"{cpu:.1f} s")


def _area(size: str, clerk, worker: ProcessPoolExecutor) -> Row:
    area = ThematicArea.objects.order_by("pk").first()
    report = _report(clerk, "obszar-2025", kind=ReportKind.AREA, area=area, languages=["pl"])
    job = start_build(report, by=clerk)
    seconds, cpu, _peak = worker.submit(_run, job.pk).result()
    made = _is_made(job)
    measured = f"{seconds:.1f} s" if made else f"failed: {job.reason}"
    most = AREA_SECONDS[size]
    what = "report of one area, all formats, one language"
    return Row(what, measured, f"<= {most} s", made and seconds <= most, f"{cpu:.1f} s")


def _built(what: str, report: ProgressReport, clerk, worker, most_seconds: int | None, most_mb: int) -> Row:
    job = start_build(report, by=clerk)
    seconds, cpu, peak = worker.submit(_run, job.pk).result()
    made = _is_made(job)
    in_time = most_seconds is None or seconds <= most_seconds
    measured = f"{seconds:.1f} s, peak {peak:.0f} MB" if made else f"failed: {job.reason}"
    budget = f"< {most_mb} MB" if most_seconds is None else f"<= {most_seconds} s, < {most_mb} MB"
    kept = made and in_time and peak < most_mb
    return Row(f"report, all formats, both languages: {what}", measured, budget, kept, f"{cpu:.1f} s")


def _is_made(job: Job) -> bool:
    job.refresh_from_db()
    return job.state == Job.State.SUCCEEDED
