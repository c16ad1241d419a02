"""Who may do what in a campaign."""

from forums.bodies.permissions import is_coordinator_of, is_office, teams_of


def can_manage(user) -> bool:
    """Opening, closing and watching a campaign is the Office's."""
    return is_office(user)


def can_enter(user, submission) -> bool:
    """A team enters its own municipality's values; the Office may enter any."""
    if is_office(user):
        return True
    return submission.team_id is not None and teams_of(user).filter(pk=submission.team_id).exists()


def can_submit(user, submission) -> bool:
    """The coordinator sends what the team entered; the Office may, too."""
    if is_office(user):
        return True
    return submission.team_id is not None and is_coordinator_of(user, submission.team)
