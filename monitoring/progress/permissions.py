"""Who may report on an action, and who decides about a report."""

from forums.bodies.permissions import is_office, teams_of
from strategy.models import Action

from .due import answered_by


def can_enter(user, action: Action) -> bool:
    """The team that answers for the action enters, and so does the Office."""
    if is_office(user):
        return True
    teams = teams_of(user)
    return teams.exists() and Action.objects.filter(answered_by(teams), pk=action.pk).exists()


def can_decide(user, revision) -> bool:
    """The Office accepts and returns, but never what one entered oneself."""
    return is_office(user) and revision.author_id != user.pk


def can_see_history(user) -> bool:
    """What was sent, with authors and reasons, is for signed-in members and the Office."""
    return is_office(user) or getattr(user, "is_member", False)
