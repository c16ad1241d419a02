"""Starting a build and publishing: the two deeds of the Office that change a report's state."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from metropolis.jobs.models import Job
from metropolis.jobs.queue import enqueue
from monitoring.values.refusals import Refused, WrongState

from .models import ProgressReport
from .narrative import changed_since_build
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
    title = _("Build: %(report)s") % {"report": report.title}
    return enqueue(KIND, key=job_key(report), title=title, params={"report": report.pk}, by=by)


@transaction.atomic
def publish(report: ProgressReport, *, by) -> ProgressReport:
    """Make the report public as it was built last. It never changes afterwards."""
    _check_office(by)
    report = (
        ProgressReport.objects.select_for_update(of=("self",)).select_related("snapshot").get(pk=report.pk)
    )
    if reason := why_not_publishable(report):
        raise WrongState(reason)
    report.state = ProgressReport.State.PUBLISHED
    report.published_at, report.published_by = timezone.now(), by
    report.save(update_fields=["state", "published_at", "published_by", "updated_at"])
    return report


def why_not_publishable(report: ProgressReport) -> str:
    """What stands in the way of publication, in a sentence; empty when nothing does."""
    if report.is_published:
        return _("The report has been published already.")
    if report.state != ProgressReport.State.BUILT:
        return _("Build the report first.")
    if open_job(report):
        return _("The report is being built. Wait until it is ready.")
    if changed_since_build(report):
        return _("Comments have changed since the report was built. Build it again, so that they are in it.")
    if _definition(report) != report.snapshot.content["report"]:
        return _("The title, period or date of the data has changed. Build the report again.")
    return ""


def _definition(report: ProgressReport) -> dict:
    title = {"pl": report.title_pl, "en": report.title_en}
    return {"slug": report.slug, "title": title, "period": report.period, "as_of": report.as_of.isoformat()}


def _check_office(user) -> None:
    if not can_work_on(user):
        raise Refused(_("Only the Association Office builds and publishes reports."))
