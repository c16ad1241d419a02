"""What people are told of reports: a chapter to write, a step, a comment, an answer."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.bodies.audience import office_people, people_of_forums, people_of_teams
from forums.bodies.models import Forum
from forums.bodies.permissions import is_insider
from metropolis.notifications.notices import NoticeText, notice_kind, notify, register_topic
from metropolis.ui.dates import long_date

from .approval.models import ReportComment, ReportEvent
from .approval.table import STEPS
from .models import ProgressReport
from .narrative_models import ReportSection
from .outline import titles

TOPIC = "reports"
ASSIGNED, STEP, COMMENTED, ANSWERED = (
    "report_chapter", "report_step", "report_comment", "report_answer",
)  # fmt: skip

register_topic(
    TOPIC,
    gettext_lazy("Progress reports"),
    "at_once",
    gettext_lazy(
        "A chapter is yours to write, a draft waits for comments, a comment was answered, "
        "a report is published."
    ),
)


def chairs_of(forum: Forum) -> QuerySet:
    """Who chairs the forum today."""
    return people_of_forums("chair", forums=[forum])


def tell_assigned(section: ReportSection, *, by) -> None:
    """The chairs of the forum learn that the chapter is theirs, and by when."""
    if section.forum is None:
        return
    notify(
        TOPIC,
        ASSIGNED,
        key=f"report-chapter-{section.pk}-{section.forum_id}-{section.deadline or ''}",
        users=chairs_of(section.forum).exclude(pk=by.pk),
        path=reverse("report_section", args=[section.report.slug, section.chapter]),
        group=section.report.slug,
        context={"section": section.pk, "forum": section.forum_id},
    )


def tell_step(event: ReportEvent) -> None:
    """Teams and forums are told of what concerns them; of the rest the Office and those who write."""
    everybody = people_of_teams() | people_of_forums() | office_people()
    writers = office_people() | people_of_forums("chair", forums=_writing(event.report))
    told = everybody if event.step in ("open_comments", "move_deadline", "publish") else writers
    path = reverse("report", args=[event.report.slug])
    if event.step in ("open_comments", "move_deadline"):
        path = reverse("report_comments", args=[event.report.slug])
    notify(
        TOPIC,
        STEP,
        key=f"report-step-{event.pk}",
        users=told.exclude(pk=event.by_id).distinct(),
        path=path,
        group=event.report.slug,
        context={"event": event.pk},
    )


def tell_commented(row: ReportComment) -> None:
    """The Office, and whoever writes the chapter."""
    section = ReportSection.objects.filter(report=row.report, chapter=row.chapter).first()
    writers = [section.forum_id] if section and section.forum_id else []
    notify(
        TOPIC,
        COMMENTED,
        key=f"report-comment-{row.pk}",
        users=(office_people() | people_of_forums("chair", forums=writers)).exclude(pk=row.author_id),
        path=_place_of(row),
        group=row.report.slug,
        context={"comment": row.pk},
    )


def tell_answered(row: ReportComment) -> None:
    """Whoever commented."""
    notify(
        TOPIC,
        ANSWERED,
        key=f"report-answer-{row.pk}",
        users=[row.author],
        path=_place_of(row),
        group=row.report.slug,
        context={"comment": row.pk},
    )


def _writing(report: ProgressReport) -> list[int]:
    return list(report.sections.filter(forum__isnull=False).values_list("forum", flat=True))


def _place_of(row: ReportComment) -> str:
    return f"{reverse('report_comments', args=[row.report.slug])}#uwaga-{row.pk}"


def _gather(model, key):
    def gather(notices) -> None:
        rows = model.objects.select_related(*_NEAR[model]).defer("report__snapshot__content")
        found = rows.in_bulk({notice.context[key] for notice in notices})
        for notice in notices:
            notice.about = found.get(notice.context[key])

    return gather


_NEAR = {
    ReportSection: ("report", "forum"),
    ReportEvent: ("report", "by"),
    ReportComment: ("report", "author", "answered_by"),
}


@notice_kind(ASSIGNED, gather=_gather(ReportSection, "section"))
def chapter_assigned(notice) -> NoticeText | None:
    """Which chapter of which report, and by when; nothing once another forum has it."""
    section = notice.about
    if section is None or section.forum_id != notice.context["forum"] or not section.report.is_open:
        return None
    chapter = titles().get(section.chapter, section.chapter)
    lines = [
        _("The Association Office asks the forum “%(forum)s” for the text of the chapter “%(chapter)s”.")
        % {"forum": section.forum.name, "chapter": chapter}
    ]
    if section.deadline:
        lines.append(_("Deadline: %(day)s, until the end of the day.") % {"day": long_date(section.deadline)})
    title = _("A chapter to write: %(report)s") % {"report": section.report.title}
    return NoticeText(title, "\n\n".join(lines), about=section.report.title)


@notice_kind(STEP, gather=_gather(ReportEvent, "event"))
def report_step(notice) -> NoticeText | None:
    """What was done with which report, by whom, why, and what is asked of the reader."""
    event = notice.about
    if event is None or not is_insider(notice.user):
        return None
    lines = [_asked(event), _("Taken by: %(person)s.") % {"person": event.by}]
    if event.reason:
        lines.append(_("Reason: %(text)s") % {"text": event.reason})
    title = f"{STEPS[event.step].done}: {event.report.title}"
    return NoticeText(title, "\n\n".join(line for line in lines if line), about=event.report.title)


def _asked(event: ReportEvent) -> str:
    if event.step in ("open_comments", "move_deadline") and event.deadline:
        words = _("Read the draft and comment on its chapters until the end of %(day)s.")
        return words % {"day": long_date(event.deadline)}
    if event.step == "publish":
        return _("The report is public.")
    return ""


@notice_kind(COMMENTED, gather=_gather(ReportComment, "comment"))
def report_comment(notice) -> NoticeText | None:
    """Who said what."""
    row = notice.about
    if row is None or not is_insider(notice.user):
        return None
    title = _("A comment on the draft: %(report)s") % {"report": row.report.title}
    return NoticeText(title, f"{row.author}:\n{row.text}", about=row.report.title)


@notice_kind(ANSWERED, gather=_gather(ReportComment, "comment"))
def report_answer(notice) -> NoticeText | None:
    """What became of one's comment."""
    row = notice.about
    if row is None or not is_insider(notice.user):
        return None
    words = _("Your comment: %(verdict)s.") % {"verdict": row.get_verdict_display()}
    title = _("An answer to your comment: %(report)s") % {"report": row.report.title}
    return NoticeText(title, f"{words} {row.answer}".strip(), about=row.report.title)
