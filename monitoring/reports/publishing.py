"""Starting a build. What comes after it, up to the publication, is in `approval`."""

from django.db import transaction
from django.utils.translation import gettext as _

from metropolis.jobs.models import Job
from metropolis.jobs.queue import enqueue
from monitoring.values.refusals import Refused, WrongState

from .models import ProgressReport
from .permissions import can_work_on

KIND = "monitoring.report"


def job_key(report: ProgressReport) -> str:
    """What the job makes: there is never more than one open build of a report."""
    return f"report:{report.pk}"


def open_job(report: ProgressReport) -> Job | None:
    """The build that waits or runs."""
    return Job.objects.open().filter(key=job_key(report)).first()


def last_job(report: ProgressReport) -> Job | None:
    """The latest build, whatever became of it."""
    return (
        Job.objects.filter(key=job_key(report))
        .prefetch_related("steps")
        .order_by("-created_at", "-pk")
        .first()
    )


def start_build(report: ProgressReport, *, by) -> Job:
    """Ask for the report to be built; a second click gets the build that is under way."""
    _check_office(by)
    return queue_build(report, by=by)


@transaction.atomic
def queue_build(report: ProgressReport, *, by=None) -> Job:
    """As `start_build`, for callers who have asked for rights themselves; without `by` the calendar asks."""
    report = ProgressReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if report.is_published:
        raise WrongState(_("The report has been published and cannot be built again."))
    if not report.is_open:
        raise WrongState(_("The report is approved. To build it again, return it to draft first."))
    title = _("Build: %(report)s") % {"report": report.title}
    return enqueue(KIND, key=job_key(report), title=title, params={"report": report.pk}, by=by)


def _check_office(user) -> None:
    if not can_work_on(user):
        raise Refused(_("Only the Association Office builds reports."))
