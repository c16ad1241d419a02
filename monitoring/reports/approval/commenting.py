"""Comments of teams and forums on the chapters of a draft, and the Office's answers.

Comments are flat: what is said is answered once, and neither is edited or deleted. They are no record for
the public; a published report shows none.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.reports import notices
from monitoring.reports.models import ProgressReport
from monitoring.reports.outline import chapters
from monitoring.reports.permissions import can_comment, can_work_on
from monitoring.values.refusals import ReasonMissing, Refused, WrongState

from .models import ReportComment

TEXT_LIMIT = 5000
Verdict = ReportComment.Verdict


@dataclass
class Talk:
    """The comments on one chapter."""

    chapter: str
    title: str
    comments: list[ReportComment] = field(default_factory=list)


@transaction.atomic
def comment(report: ProgressReport, chapter: str, *, text: str, by) -> ReportComment:
    """Say something about a chapter. Raises Refused for a wrong text, WrongState when too late."""
    report = ProgressReport.objects.select_for_update().get(pk=report.pk)
    if not can_comment(by, report):
        raise WrongState(_("Comments on this report are closed. Nothing was saved."))
    if chapter not in dict(chapters(report)):
        raise Refused(_("The report has no such chapter."))
    text = _checked(text)
    if not text:
        raise Refused(_("Write the comment."))
    row = ReportComment.objects.create(report=report, chapter=chapter, text=text, author=by)
    notices.tell_commented(row)
    return row


@transaction.atomic
def answer(row: ReportComment, *, verdict: str, text: str, by) -> ReportComment:
    """The Office's answer, given once; one that takes nothing up has a reason."""
    if not can_work_on(by):
        raise Refused(_("Only the Association Office answers comments."))
    row = ReportComment.objects.select_for_update(of=("self",)).select_related("report").get(pk=row.pk)
    if row.verdict:
        raise WrongState(_("Somebody has answered this comment already."))
    if row.report.is_published:
        raise WrongState(_("The report has been published and cannot be changed."))
    text = _checked(text)
    if verdict not in Verdict.values:
        raise Refused(_("Choose the answer."))
    if verdict == Verdict.NOT_TAKEN and not text:
        raise ReasonMissing(_("Write why the comment is not taken into account."))
    row.verdict, row.answer, row.answered_by, row.answered_at = verdict, text, by, timezone.now()
    row.save(update_fields=["verdict", "answer", "answered_by", "answered_at"])
    notices.tell_answered(row)
    return row


def talks(report: ProgressReport) -> list[Talk]:
    """All chapters in their order, each with its comments."""
    found = {id: Talk(id, title) for id, title in chapters(report)}
    for row in report.comments.select_related("author", "answered_by"):
        found.setdefault(row.chapter, Talk(row.chapter, row.chapter)).comments.append(row)
    return list(found.values())


def _checked(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if len(text) > TEXT_LIMIT:
        raise Refused(
            _("The comment is too long: %(count)s characters of at most %(limit)s.")
            % {"count": len(text), "limit": TEXT_LIMIT}
        )
    return text
