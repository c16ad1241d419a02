"""Who answers for what today, when they last did something, and where nobody does."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.models import ActionResponsibility, Team, TeamMember
from monitoring.values.models import IndicatorValue
from strategy.models import Action, Indicator, Municipality

from .suppliers import Supplier, read_suppliers

LOOK_BACK, LOOK_AHEAD = datetime.timedelta(days=365), datetime.timedelta(days=30)


@dataclass(frozen=True)
class Owner:
    """A municipality with its team: people, what it owes, and the last time somebody there did something."""

    municipality: Municipality
    team: Team | None
    coordinators: list[str]
    members: int
    actions: int
    last_update: datetime.datetime | None

    @property
    def gap(self) -> str:
        """Why nobody answers here, in words; empty when somebody does."""
        if self.team is None:
            return _("no team")
        if not self.coordinators and not self.members:
            return _("nobody in the team today")
        return "" if self.coordinators else _("no coordinator today")


@dataclass
class Ownership:
    """Everything that the page shows."""

    owners: list[Owner] = field(default_factory=list)
    suppliers: list[Supplier] = field(default_factory=list)
    indicators: int = 0
    orphans: list[Indicator] = field(default_factory=list)
    actions: list[tuple[Action, str]] = field(default_factory=list)
    ended: list[TeamMember] = field(default_factory=list)

    @property
    def gaps(self) -> list[Owner]:
        """Municipalities where nobody answers."""
        return [owner for owner in self.owners if owner.gap]


def read_ownership() -> Ownership:
    """As it is today; constant queries."""
    today = timezone.localdate()
    teams = {team.municipality_id: team for team in Team.objects.valid_on(today)}
    seats = _seats(today)
    return Ownership(
        owners=_owners(today, teams, seats),
        suppliers=read_suppliers(),
        indicators=Indicator.objects.filter(supplier=Indicator.Supplier.MUNICIPALITY).count(),
        orphans=list(
            Indicator.objects.filter(
                supplier=Indicator.Supplier.PARTNER, partner__isnull=True
            ).select_related("area")
        ),
        actions=_actions(seats),
        ended=_ended(today),
    )


def _seats(today):
    """Seats of active people today, by team."""
    rows = TeamMember.objects.valid_on(today).filter(user__is_active=True).select_related("user")
    seats = defaultdict(list)
    for row in rows.order_by("user__name"):
        seats[row.team_id].append(row)
    return seats


def _owners(today, teams, seats):
    places = Municipality.objects.filter(
        Q(member_from__isnull=True) | Q(member_from__lte=today),
        Q(member_to__isnull=True) | Q(member_to__gte=today),
    )
    actions = dict(
        ActionResponsibility.objects.filter(action__in=Action.objects.in_force())
        .values_list("team")
        .annotate(count=Count("pk"))
        .order_by()
    )
    updates = _last_updates()
    return [
        _owner(place, teams.get(place.pk), seats, actions, updates) for place in places.order_by("sort_key")
    ]


def _owner(place, team, seats, actions, updates):
    sitting = seats.get(team.pk, []) if team else []
    heads = [seat.user.name for seat in sitting if seat.role == TeamMember.Role.COORDINATOR]
    return Owner(
        municipality=place,
        team=team,
        coordinators=heads,
        members=len(sitting) - len(heads),
        actions=actions.get(team.pk, 0) if team else 0,
        last_update=updates.get(place.pk),
    )


def _last_updates() -> dict[int, datetime.datetime]:
    """When somebody of the municipality's team last typed a value, by municipality. Imports are nobody's."""
    own = TeamMember.objects.filter(
        user=OuterRef("author"), team__municipality=OuterRef("observation__municipality")
    )
    typed = IndicatorValue.objects.filter(Exists(own), author__isnull=False)
    return dict(typed.values_list("observation__municipality").annotate(last=Max("created_at")).order_by())


def _actions(seats):
    """Actions in force without a team, or whose team has nobody today: (action, why)."""
    rows = Action.objects.in_force().select_related("plan", "responsibility__team")
    rows = rows.filter(
        Q(responsibility__isnull=True) | ~Q(responsibility__team__in=[pk for pk in seats if seats[pk]])
    )
    return [(action, _why(action)) for action in rows]


def _why(action):
    named = getattr(action, "responsibility", None)
    if named is None:
        return _("no team is responsible")
    return _("nobody is in the team today: %(team)s") % {"team": named.team.name}


def _ended(today):
    """Coordinators whose seat ended in the last year or ends within a month, and who have no successor."""
    ended = TeamMember.objects.filter(
        role=TeamMember.Role.COORDINATOR,
        valid_to__gte=today - LOOK_BACK,
        valid_to__lte=today + LOOK_AHEAD,
    )
    later = TeamMember.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=today + LOOK_AHEAD),
        team=OuterRef("team"),
        role=TeamMember.Role.COORDINATOR,
    )
    rows = ended.filter(~Exists(later)).select_related("user", "team__municipality")
    return list(rows.order_by("valid_to"))
