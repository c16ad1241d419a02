"""Who sits in a team, who was invited to it, and how a seat ends."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.bodies import permissions
from forums.bodies.models import Team, TeamMember
from forums.bodies.seats import Seat
from metropolis.accounts import invitations
from metropolis.accounts.models import Invitation
from metropolis.ui.text import sort_key


def members_of(team: Team) -> list[TeamMember]:
    """Those who sit in the team today or will, coordinators first, in Polish order."""
    today = timezone.localdate()
    rows = team.members.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today)).select_related("user")
    return sorted(rows, key=lambda row: (row.role != TeamMember.Role.COORDINATOR, sort_key(row.user.name)))


def pending_of(team: Team) -> list[Invitation]:
    """Invitations to the team that can still be accepted."""
    return list(Invitation.objects.pending().filter(role__team=team.slug))


def roles_open_to(user, team: Team) -> list[str]:
    """Roles to which the person may invite: a coordinator invites members, the Office also coordinators."""
    if permissions.may_invite(user):
        return [TeamMember.Role.MEMBER, TeamMember.Role.COORDINATOR]
    return [TeamMember.Role.MEMBER] if permissions.is_coordinator_of(user, team) else []


def invite_to_team(team: Team, *, email: str, name: str, language: str, role: str, by) -> Invitation:
    """Invite a person to a team."""
    if role not in roles_open_to(by, team):
        raise PermissionDenied
    seat = Seat("team", team, role)
    return invitations.invite(
        email=email, name=name, language=language, role=seat.payload, labels=seat.labels, by=by
    )


def withdraw_from_team(team: Team, invitation_id: int, *, by) -> None:
    """Take an invitation to the team back; its link stops working."""
    if not permissions.may_invite_to(by, team):
        raise PermissionDenied
    for invitation in pending_of(team):
        if invitation.pk == invitation_id:
            invitations.withdraw(invitation)


@transaction.atomic
def end_seat(seat: TeamMember, *, last_day: datetime.date, by) -> None:
    """End a membership; its rights last to the end of that day."""
    if not permissions.may_end_membership(by):
        raise PermissionDenied
    if seat.valid_from and last_day < seat.valid_from:
        raise ValidationError(_("The last day cannot be before the first one."))
    seat.valid_to = last_day
    seat.save(update_fields=["valid_to"])
