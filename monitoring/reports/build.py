"""The job that makes a report: freeze, draw, write, read back, and only then put everything in place at once.

Each of these is a step of the job (`metropolis.jobs.steps`). A worker that takes the job over from one that
died finds the frozen data and the finished files by their checksums and goes on from there.
"""

import contextlib
import errno
import json
from collections.abc import Sequence
from pathlib import Path

import structlog
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from metropolis.jobs.lease import JobContext
from metropolis.jobs.runner import PASSING, JobFailed
from metropolis.jobs.steps import Chain, Result, Step, Tell

from . import charts, files, formats, pdf, readback, snapshot
from .document import Document, compose
from .files import Workshop
from .frozen import Frozen
from .models import ProgressReport, ReportFile, Snapshot

FREEZE, CHARTS, CHECK, KEEP = "freeze", "charts", "check", "keep"
FROZEN = "frozen.json"
# Seconds, until the first build has been measured.
WEIGHTS = {FREEZE: 1.0, CHARTS: 6.0, "pdf": 2.0, "docx": 2.0, "xlsx": 1.0, CHECK: 0.5, KEEP: 0.2}
_FULL = (errno.ENOSPC, errno.EDQUOT)

log = structlog.get_logger(__name__)


def build(job: JobContext) -> None:
    """Make the report that the job names. Nothing is seen of it before all of it is there."""
    report = ProgressReport.objects.filter(pk=job.params["report"]).first()
    if report is None:
        raise JobFailed(gettext_lazy("The report no longer exists."))
    _refuse_closed(report)
    files.tidy()
    with _faults_in_words(report), files.workshop(job, report) as shop:
        _Build(job, report, shop).run()


@contextlib.contextmanager
def _faults_in_words(report: ProgressReport):
    """Turn what can go wrong outside of the program into a reason that a clerk understands."""
    full = JobFailed(gettext_lazy("There is no room left on the disk. Nothing was changed."))
    try:
        yield
    except pdf.PdfFailed as failure:
        log.error("report_pdf_failed", report=report.pk, reason=str(failure))
        if "No space left on device" in str(failure):
            raise full from failure
        raise JobFailed(
            gettext_lazy("The PDF could not be made. The administrator finds the reason in the log.")
        ) from failure
    except readback.Unreadable as failure:
        log.error("report_unreadable", report=report.pk, reason=str(failure))
        raise JobFailed(
            gettext_lazy(
                "A file could not be read back after it was written. Nothing was changed. Try again."
            )
        ) from failure
    except OSError as failure:
        if failure.errno in _FULL:
            raise full from failure
        raise


class _Build:
    """One attempt at the build of one report."""

    def __init__(self, job: JobContext, report: ProgressReport, shop: Workshop):
        self.job, self.report, self.shop = job, report, shop
        self.chain = Chain(job)

    def run(self) -> None:
        """All steps, in order."""
        freeze = Step(FREEZE, _("Reading the data"), WEIGHTS[FREEZE])
        self.chain.expect([freeze], more_to_come=True)
        content = self._frozen()
        documents = [compose(content, language) for language in self.report.languages]
        planned = list(formats.planned(content, documents, self.shop.files, self.report.slug))
        self.chain.expect([freeze, *_steps(planned)])
        of = snapshot.digest(content)
        self.chain.do(CHARTS, lambda tell: _draw(documents, tell))
        made = [self._file(file, of) for file in planned]
        self.chain.do(CHECK, lambda tell: self._check(made, content, documents, tell), holds=_never)
        self._keep(content, made)

    def _frozen(self) -> Frozen:
        """The data of the report: read once, and the same for every attempt."""
        path = self.shop.folder / FROZEN

        def freeze(_tell: Tell) -> Result:
            path.write_bytes(snapshot.canonical(snapshot.freeze(self.report)))
            return self.shop.described(path)

        self.chain.do(FREEZE, freeze, holds=lambda kept: self.shop.recovers(kept, self.shop.folder))
        return json.loads(path.read_bytes())

    def _file(self, planned: formats.Planned, of: str) -> Result:
        """Write a file, unless an earlier attempt has written the same from the same data."""

        def write(_tell: Tell) -> Result:
            planned.write()
            described = self.shop.described(planned.path)
            return {**described, "format": planned.format, "language": planned.language, "of": of}

        def holds(kept: Result) -> bool:
            return kept["of"] == of and self.shop.recovers(kept, self.shop.files)

        return self.chain.do(_name(planned), write, holds=holds)

    def _check(
        self, made: Sequence[Result], content: Frozen, documents: Sequence[Document], tell: Tell
    ) -> None:
        by_language = {document.language: document for document in documents}
        for number, file in enumerate(made):
            tell(number, len(made), "")
            readback.check(self.shop.files / file["file"], file, content, by_language)

    def _keep(self, content: Frozen, made: Sequence[Result]) -> None:
        """Write the rows in one transaction, which counts only while the job is ours; drop what is stale."""
        self.chain.begin(KEEP)
        earlier = files.folders_of(self.report)
        place = self.shop.move_in()
        rows = [_row(self.report, file, place) for file in made]
        try:
            with self.job.finish(result_url=reverse("report_work", args=[self.report.slug])):
                _replace(self.report, content, rows)
                self.chain.end(KEEP, {})
        except PASSING:
            raise  # whether it was committed is not known: the next attempt and the tidying find out
        except BaseException:
            files.remove([place])
            raise
        files.remove(earlier - {place})


def _steps(planned: Sequence[formats.Planned]) -> list[Step]:
    """Everything after the data are known."""
    return [
        Step(CHARTS, _("Drawing the charts"), WEIGHTS[CHARTS]),
        *(Step(_name(file), file.text, WEIGHTS.get(str(file.format), 0.2)) for file in planned),
        Step(CHECK, _("Reading the files back"), WEIGHTS[CHECK]),
        Step(KEEP, _("Putting the files in place"), WEIGHTS[KEEP]),
    ]


def _name(file: formats.Planned) -> str:
    return f"{file.format}-{file.language}" if file.language else str(file.format)


def _never(_result: Result) -> bool:
    return False


def _draw(documents: Sequence[Document], tell: Tell) -> None:
    """The charts one by one; those that the store has cost nothing."""
    for drawn, total in charts.draw_missing(spec for document in documents for spec in document.specs):
        facts = {"number": drawn, "total": total}
        tell(drawn, total, _("Drawing chart %(number)s of %(total)s") % facts)


def _row(report: ProgressReport, made: Result, place: Path) -> ReportFile:
    """The row of a file at its lasting place; not yet saved."""
    return ReportFile(
        report=report,
        format=made["format"],
        language=made["language"],
        path=f"{files.root().name}/{report.pk}/{place.name}/{made['file']}",
        size=made["size"],
        sha256=made["sha256"],
    )


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
        raise JobFailed(gettext_lazy("The report has been published and cannot be built again."))
    if not report.is_open:
        raise JobFailed(gettext_lazy("The report is approved. To build it again, return it to draft first."))
