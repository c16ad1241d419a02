"""The job that makes a report: freeze, draw, write, and only then put everything in place at once."""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import structlog
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from metropolis.jobs.lease import JobContext
from metropolis.jobs.messages import tell_end
from metropolis.jobs.runner import JobFailed

from . import charts, files, formats, pdf, snapshot
from .document import compose
from .frozen import Frozen
from .models import ProgressReport, ReportFile, Snapshot

LANGUAGES = ("pl", "en")
log = structlog.get_logger(__name__)

Step = tuple[str, Callable[[], object]]
Made = list[tuple[Path, str, str]]


def build(job: JobContext) -> None:
    """Make the report that the job names. Nothing is seen of it before all of it is there."""
    report = ProgressReport.objects.filter(pk=job.params["report"]).first()
    if report is None:
        raise JobFailed(_("The report no longer exists."))
    _refuse_closed(report)
    job.progress(0, 1, _("Reading the data"))
    content = snapshot.freeze(report)
    try:
        with files.workshop(report) as folder:
            made = _make(job, content, folder, report.slug)
            _keep(job, report, content, files.move_in(report, folder), made)
    except pdf.PdfFailed as failure:
        log.error("report_pdf_failed", report=report.pk, reason=str(failure))
        raise JobFailed(
            _("The PDF could not be made. The administrator finds the reason in the log.")
        ) from failure
    except OSError as failure:
        if failure.errno == errno.ENOSPC:
            raise JobFailed(_("There is no room left on the disk. Nothing was changed.")) from failure
        raise


def _make(job: JobContext, content: Frozen, folder: Path, slug: str) -> Made:
    """Write all files into the folder, telling after each step how many are done."""
    made: Made = []
    steps = list(_steps(content, folder, slug, made))
    for done, (text, step) in enumerate(steps):
        job.progress(done, len(steps), text)
        step()
    job.progress(len(steps), len(steps), _("Putting the files in place"))
    return made


def _steps(content: Frozen, folder: Path, slug: str, made: Made) -> Iterator[Step]:
    """The charts one by one, then each file. Only the writing of files adds to `made`."""
    documents = [compose(content, language) for language in LANGUAGES]
    specs = [spec for document in documents for spec in document.specs]
    for number, spec in enumerate(specs, start=1):
        text = _("Drawing chart %(number)s of %(total)s") % {"number": number, "total": len(specs)}
        yield text, lambda spec=spec: charts.drawn(spec)
    for planned in formats.planned(content, documents, folder, slug):
        made.append((planned.path, planned.format, planned.language))
        yield planned.text, planned.write


def _keep(job: JobContext, report: ProgressReport, content: Frozen, place: Path, made: Made) -> None:
    """Write the rows in one transaction, which counts only while the job is ours; then drop what is stale."""
    rows = [
        files.described(report, place / path.name, format=kind, language=language)
        for path, kind, language in made
    ]
    earlier = files.folders_of(report)
    try:
        with job.finish(result_url=reverse("report_work", args=[report.slug])):
            _replace(report, content, rows)
            tell_end(job)
    except BaseException:
        files.remove([place])
        raise
    files.remove(earlier)


def _replace(report: ProgressReport, content: Frozen, rows: list[ReportFile]) -> None:
    """The new snapshot and files take the place of the old ones."""
    locked = (
        ProgressReport.objects.select_for_update(of=("self",)).select_related("snapshot").get(pk=report.pk)
    )
    _refuse_closed(locked)
    earlier = locked.snapshot
    locked.snapshot = Snapshot.objects.create(content=content, sha256=snapshot.digest(content))
    locked.state, locked.built_at = locked.state_when_built, timezone.now()
    locked.save(update_fields=["snapshot", "state", "built_at", "updated_at"])
    locked.files.all().delete()
    for row in rows:
        row.save()
    if earlier is not None:
        earlier.delete()


def _refuse_closed(report: ProgressReport) -> None:
    if report.is_published:
        raise JobFailed(_("The report has been published and cannot be built again."))
    if not report.is_open:
        raise JobFailed(_("The report is approved. To build it again, return it to draft first."))
