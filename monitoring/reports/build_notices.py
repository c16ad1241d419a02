"""Who learns that a report is ready, or that it could not be made: whoever started it and whom it is for."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from metropolis.jobs.lease import JobContext
from metropolis.jobs.models import Job
from metropolis.notifications.notices import NoticeText, notice_kind, notify
from metropolis.notifications.outbox import message_kind, post

from .models import ProgressReport
from .notices import TOPIC
from .permissions import can_work_on

KIND, MAIL = "report_built", "report_built_mail"


def tell_ended(job: JobContext) -> None:
    """Tell the starter and the recipients of the definition, each once, in the transaction of the end."""
    report = ProgressReport.objects.select_related("definition").filter(pk=job.params["report"]).first()
    people = {job.by} if job.by else set()
    addresses: set[str] = set()
    if report is not None and report.definition is not None:
        people |= set(report.definition.recipients.all())
        addresses = {address.lower() for address in report.definition.emails}
    context = {"job": job.id, "report": job.params["report"]}
    path = report.get_working_url() if report else reverse("job", args=[job.id])
    key, group = f"report-built-{job.id}", f"report-{job.params['report']}"
    notify(TOPIC, KIND, key=key, users=people, path=path, group=group, context=context)
    for address in sorted(addresses - {person.email for person in people}):
        post(MAIL, key=f"{key}-{address}", to_email=address, context=context)


def gather(notices) -> None:
    """The jobs of many notices, in one query."""
    jobs = Job.objects.in_bulk({notice.context["job"] for notice in notices})
    reports = ProgressReport.objects.in_bulk({notice.context["report"] for notice in notices})
    for notice in notices:
        notice.about = jobs.get(notice.context["job"]), reports.get(notice.context["report"])


@notice_kind(KIND, gather=gather)
def report_built(notice) -> NoticeText | None:
    """How the build ended, and what to do now; nothing for somebody who no longer works on reports."""
    job, report = notice.about
    if job is None or report is None or not can_work_on(notice.user):
        return None
    if job.state == Job.State.SUCCEEDED:
        text = _("The files are there. Read the report, write the comments and publish it.")
        return NoticeText(_("Report ready: %(title)s") % {"title": report.title}, text, report.title)
    text = _("Reason: %(reason)s") % {"reason": job.why}
    return NoticeText(_("Report not made: %(title)s") % {"title": report.title}, text, report.title)


@message_kind(MAIL)
def report_built_mail(message):
    """For a body without an account here: it learns that there is something to ask the Office for."""
    job = Job.objects.filter(pk=message.context["job"]).first()
    report = ProgressReport.objects.filter(pk=message.context["report"]).first()
    if job is None or report is None:
        return None
    facts = {"title": report.title}
    if job.state != Job.State.SUCCEEDED:
        text = _("The report “%(title)s” could not be made today. The Association Office knows of it.")
        return _("Report not made: %(title)s") % facts, text % facts
    text = _(
        "The report “%(title)s” is ready. The Association Office now checks it and adds its comments. "
        "Once published it will be here:"
    )
    page = settings.BASE_URL.rstrip("/") + reverse("report_list")
    return _("Report ready: %(title)s") % facts, text % facts + f"\n{page}\n"
