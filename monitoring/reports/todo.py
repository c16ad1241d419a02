"""What reports ask of a person, for the page of tasks: chapters to write, drafts to comment on."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.adoption.todo import PlanTask
from forums.bodies.permissions import forums_chaired_by

from .approval.models import ReportComment
from .models import ProgressReport
from .narrative_models import ReportSection
from .outline import titles
from .permissions import is_asked_for_comments

State = ProgressReport.State
OPEN = (State.NEW, State.BUILT, State.COMMENTS)
_BADGES = {
    ReportSection.State.NOT_STARTED: "todo",
    ReportSection.State.IN_PROGRESS: "progress",
    ReportSection.State.READY: "done",
}


def report_tasks(user) -> list[PlanTask]:
    """Chapters of the person's forums, and drafts that wait for comments; what is done last."""
    tasks = [*_to_write(user), *_to_comment(user)]
    return sorted(tasks, key=lambda task: task.state == "done")


def open_chapters():
    """Chapters that a forum writes in reports that are still written, the earliest deadline first."""
    rows = ReportSection.objects.filter(forum__isnull=False, report__state__in=OPEN)
    rows = rows.select_related("report", "forum").defer("report__snapshot__content")
    return rows.order_by("deadline", "report", "pk")


def _to_write(user) -> list[PlanTask]:
    rows = list(open_chapters().filter(forum__in=forums_chaired_by(user)))
    title_of = titles() if rows else {}
    return [
        PlanTask(
            title=_("Write the chapter: %(chapter)s") % {"chapter": title_of.get(row.chapter, row.chapter)},
            url=reverse("report_section", args=[row.report.slug, row.chapter]),
            state=_BADGES[row.state],
            state_label=str(ReportSection.State(row.state).label).capitalize(),
            who=row.forum.name,
            deadline=row.deadline,
            hint=row.report.title,
        )
        for row in rows
    ]


def _to_comment(user) -> list[PlanTask]:
    today = timezone.localdate()
    asked = ProgressReport.objects.filter(state=State.COMMENTS, comments_until__gte=today)
    own = ReportComment.objects.filter(report=OuterRef("pk"), author=user)
    reports = list(asked.annotate(commented=Exists(own)).order_by("comments_until"))
    if not reports or not is_asked_for_comments(user):
        return []
    return [
        PlanTask(
            title=_("Comment on the draft: %(report)s") % {"report": report.title},
            url=reverse("report_comments", args=[report.slug]),
            state="done" if report.commented else "todo",
            state_label=_("Commented") if report.commented else _("To do"),
            deadline=report.comments_until,
        )
        for report in reports
    ]
