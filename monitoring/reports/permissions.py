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


def can_comment(user, report: ProgressReport) -> bool:
    """Teams and forums comment on a draft until the end of the last day; the Office answers."""
    is_asked = report.state == ProgressReport.State.COMMENTS and report.comments_until is not None
    if not is_asked or report.comments_until < timezone.localdate():
        return False
    return not is_office(user) and works_in_teams(user)
