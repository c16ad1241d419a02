"""A full progress report, made as the worker makes it."""

import datetime
import resource

from metropolis.jobs import runner
from metropolis.jobs.models import Job
from monitoring.models import ProgressReport
from monitoring.reports import snapshot
from monitoring.reports.publishing import start_build

from .measure import PeakMemory, Row, timed
from .size import Size

BUDGETS = {"reference": (30, 500), "national": (90, 1000)}  # seconds for both languages, MB
SNAPSHOT_BUDGETS = {"reference": 3, "national": 30}  # seconds


def build(size: Size, clerk) -> list[Row]:
    """Time and memory of the first build (every chart is drawn) and of the second (charts are kept)."""
    report = ProgressReport.objects.create(
        slug="raport-2025", title_pl="Raport (przykład)", title_en="Report (example)", period="2025",
        as_of=datetime.date(2026, 6, 30), created_by=clerk,
    )  # fmt: skip
    built = [_built(size, report, clerk, what) for what in ("first build", "built again")]
    return [*built, _frozen(size, report)]


def _frozen(size: Size, report: ProgressReport) -> Row:
    """The data of a report as one snapshot: queries, rules and forecasts."""
    allowed = SNAPSHOT_BUDGETS[size.name]
    seconds, cpu = timed(lambda: snapshot.freeze(report))
    return Row("report, snapshot", f"{seconds:.1f} s", f"<= {allowed} s", seconds <= allowed, f"{cpu:.1f} s")


def _built(size: Size, report: ProgressReport, clerk, what: str) -> Row:
    seconds_allowed, megabytes_allowed = BUDGETS[size.name]
    job = start_build(report, by=clerk)
    with PeakMemory() as memory:
        seconds, cpu = timed(lambda: runner.run(job.pk))
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    peak = max(memory.peak, children)
    job.refresh_from_db()
    made = job.state == Job.State.SUCCEEDED
    kept = made and seconds <= seconds_allowed and peak < megabytes_allowed
    measured = f"{seconds:.1f} s, peak {peak:.0f} MB" if made else f"failed: {job.reason}"
    return Row(
        f"report, all formats, both languages: {what}", measured,
        f"<= {seconds_allowed} s, < {megabytes_allowed} MB", kept, f"{cpu:.1f} s",
    )  # fmt: skip
