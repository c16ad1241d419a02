"""Who may do what with a report."""

from django.utils import timezone

from forums.bodies.permissions import forums_chaired_by, is_office
from forums.drafting.permissions import works_in_teams

from .models import ProgressReport
from .narrative_models import ReportSection


def can_work_on(user) -> bool:
    """Building, editing, approving and publishing are the Office's."""
    return is_office(user)


def can_write(user, section: ReportSection | None) -> bool:
    """The Office writes everywhere; the chair of a forum writes the chapters given to that forum."""
    if is_office(user):
        return True
    if section is None or section.forum_id is None:
        return False
    return forums_chaired_by(user).filter(pk=section.forum_id).exists()


def comments_are_open(report: ProgressReport) -> bool:
    """Whether a draft takes comments today: until the end of its last day."""
    until = report.comments_until
    if report.state != ProgressReport.State.COMMENTS or until is None:
        return False
    return timezone.localdate() <= until


def is_asked_for_comments(user) -> bool:
    """Teams and forums comment on drafts, whichever is out; the Office answers."""
    return not is_office(user) and works_in_teams(user)


def can_comment(user, report: ProgressReport) -> bool:
    """Whether the person comments on this draft today."""
    return comments_are_open(report) and is_asked_for_comments(user)
