"""Who belongs where today, and what follows from it: the matrix of roles, read from memberships.

Roles are not ticked by anybody: they follow from memberships in teams, forums, commissions and governing
bodies, with their dates. The two global roles are the Office (membership of the body of kind `office`)
and the administrator (a mark on the user). All functions accept an anonymous visitor.
"""

from django.db.models import QuerySet
from django.utils import timezone

from forums.bodies.models import Commission, CommissionMember, Forum, ForumMember, Team, TeamMember
from strategy.models import Municipality


def is_office(user) -> bool:
    """The Office "may do everything" that the matrix names, verifying its own values excepted."""
    return getattr(user, "is_office", False)


def is_administrator(user) -> bool:
    """The administrator: "users, write tokens, settings", nothing of the strategy."""
    return user.is_active and getattr(user, "is_administrator", False)


def is_insider(user) -> bool:
    """Whether the person has any role today; a membership that ended gives none."""
    return getattr(user, "is_member", False) or is_office(user) or is_administrator(user)


def teams_of(user) -> QuerySet[Team]:
    """Teams in which the person sits today, as member or coordinator."""
    return Team.objects.valid_on(timezone.localdate()).filter(pk__in=_seats(TeamMember, user).values("team"))


def team_seats(user) -> QuerySet[TeamMember]:
    """The person's seats in teams today, with team and municipality: for who asks about all of them."""
    today = Team.objects.valid_on(timezone.localdate())
    seats = _seats(TeamMember, user).filter(team__in=today).select_related("team__municipality")
    return seats.order_by("team__municipality__sort_key")


def teams_coordinated_by(user) -> QuerySet[Team]:
    """Teams that the person coordinates today."""
    seats = _seats(TeamMember, user).filter(role=TeamMember.Role.COORDINATOR)
    return Team.objects.valid_on(timezone.localdate()).filter(pk__in=seats.values("team"))


def municipalities_of(user) -> QuerySet[Municipality]:
    """Municipalities of one's teams: "enter values and progress: own municipality"."""
    return Municipality.objects.filter(team__in=teams_of(user))


def forums_of(user) -> QuerySet[Forum]:
    """Forums in which the person sits today, as member or chair."""
    return Forum.objects.valid_on(timezone.localdate()).filter(
        pk__in=_seats(ForumMember, user).values("forum")
    )


def forums_chaired_by(user) -> QuerySet[Forum]:
    """Forums that the person chairs today."""
    seats = _seats(ForumMember, user).filter(role=ForumMember.Role.CHAIR)
    return Forum.objects.valid_on(timezone.localdate()).filter(pk__in=seats.values("forum"))


def commissions_of(user) -> QuerySet[Commission]:
    """Commissions in which the person sits today."""
    return Commission.objects.valid_on(timezone.localdate()).filter(
        pk__in=_seats(CommissionMember, user).values("commission")
    )


def is_coordinator_of(user, team: Team) -> bool:
    """Whether the person coordinates this team today: "submit a campaign: own municipality"."""
    return teams_coordinated_by(user).filter(pk=team.pk).exists()


def may_see_people(user) -> bool:
    """ "Names of members are for signed-in people": those with a role today, so a former member is out."""
    return is_insider(user)


def may_invite(user) -> bool:
    """Whether the person may invite anybody at all to any place: "users: Office, admin"."""
    return is_office(user) or is_administrator(user)


def may_invite_to(user, team: Team) -> bool:
    """ "Invite to own team" is the coordinator's; the Office and the administrator invite anybody."""
    return may_invite(user) or is_coordinator_of(user, team)


def may_end_membership(user) -> bool:
    """Ending a membership is the Office's; a coordinator only invites."""
    return is_office(user)


def _seats(model, user):
    """Rows of one kind of membership that hold today; none for a visitor or a blocked account."""
    if not user.is_active:
        return model.objects.none()
    return model.objects.valid_on(timezone.localdate()).filter(user=user)
