"""Taking a step: the lock, the checks, the change of state and its record, all or nothing."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.reports import notices
from monitoring.reports.models import ProgressReport
from monitoring.reports.narrative import changed_since_build
from monitoring.reports.permissions import can_work_on, comments_are_open
from monitoring.reports.publishing import open_job
from monitoring.reports.snapshot import report_part
from monitoring.values.refusals import ReasonMissing, Refused, WrongState

from .models import ReportEvent
from .table import STEPS, Step

State = ProgressReport.State
_MOVED = (
    "state", "comments_until", "approved_at", "approved_by", "published_at", "published_by", "updated_at",
)  # fmt: skip


@transaction.atomic
def take_step(
    report: ProgressReport,
    name: str,
    *,
    by,
    reason: str = "",
    deadline: datetime.date | None = None,
    seen: str | None = None,
) -> ReportEvent:
    """Move the report one step on, and write down who, when and why; the event knows the moved report.

    `seen` is the state that the person had before the eyes; the step is not taken from another one.
    Raises WrongState, ReasonMissing or Refused, with a sentence that says what stands in the way.
    """
    step, reason = STEPS[name], reason.strip()
    if not can_work_on(by):
        raise Refused(_("Only the Association Office takes the steps of a report."))
    report = (
        ProgressReport.objects.select_for_update(of=("self",)).select_related("snapshot").get(pk=report.pk)
    )
    source = report.state
    if source not in step.sources or (seen is not None and seen != source):
        raise WrongState(moved_on(report))
    if hindrances := what_hinders(step, report):
        raise WrongState(" ".join(hindrances))
    if reason_is_needed(step, report) and not reason:
        raise ReasonMissing(_("Write the reason."))
    if step.needs_deadline and (deadline is None or deadline < timezone.localdate()):
        raise Refused(_("The last day for comments must be today or later."))
    event = ReportEvent(
        report=report, step=name, source=source, target=step.target, by=by, at=timezone.now(),
        reason=reason, deadline=deadline if step.needs_deadline else None,
    )  # fmt: skip
    _move(report, event)
    event.save()
    notices.tell_step(event)
    return event


def what_hinders(step: Step, report: ProgressReport) -> list[str]:
    """What stands in the way of a step from the state in which it starts, in sentences; best nothing."""
    found = [_("The report is being built. Wait until it is ready.")] if open_job(report) else []
    if step.freezes:
        found += _not_in_the_files(report)
    if step.name == "approve":
        found += _unanswered(report)
    return found


def reason_is_needed(step: Step, report: ProgressReport) -> bool:
    """On the way back always; onwards where the approval comes before the end of the comments."""
    if step.needs_reason:
        return True
    return step.name == "approve" and comments_are_open(report)


def moved_on(report: ProgressReport) -> str:
    """Why a step cannot be taken from where the report is."""
    if report.is_published:
        return _("The report has been published already.")
    words = _("The report is in another state: %(state)s. Nothing was changed.")
    return words % {"state": report.get_state_display()}


def _not_in_the_files(report: ProgressReport) -> list[str]:
    found = []
    if report.snapshot is None:
        return [_("Build the report first.")]
    if changed_since_build(report):
        found.append(
            _("Texts have changed since the report was built. Build it again, so that they are in it.")
        )
    if report.snapshot.content["report"] != report_part(report):
        found.append(_("The title, period or date of the data has changed. Build the report again."))
    return found


def _unanswered(report: ProgressReport) -> list[str]:
    count = report.comments.filter(verdict="").count()
    if not count:
        return []
    text = ngettext(
        "%(count)s comment has no answer yet. Answer it before the approval.",
        "%(count)s comments have no answer yet. Answer them before the approval.",
        count,
    )
    return [text % {"count": count}]


def _move(report: ProgressReport, event: ReportEvent) -> None:
    """The new state, with who and when where the report itself keeps that."""
    report.state = event.target
    if event.deadline:
        report.comments_until = event.deadline
    if event.step == "approve":
        report.approved_at, report.approved_by = event.at, event.by
    if event.step == "publish":
        report.published_at, report.published_by = event.at, event.by
    if event.step == "return_to_draft":
        report.comments_until = report.approved_at = report.approved_by = None
    report.save(update_fields=list(_MOVED))
