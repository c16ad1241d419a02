"""Who decides, who gives opinions and who does the work: the bodies that hold today."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.bodies.permissions import may_see_people
from forums.models import Commission, Forum, GoverningBody, Team, TeamMember
from metropolis.ui.text import sort_key
from strategy.models import ThematicArea

TEAMS_PER_PAGE = 100

Body = GoverningBody | Commission | Forum | Team


@dataclass(frozen=True)
class AreaBodies:
    """The forums of an area and the commissions that give opinions on its plans."""

    area: ThematicArea
    forums: list[Forum]
    commissions: list[Commission]


@dataclass(frozen=True)
class Seat:
    """A function, and who holds it: the names for those who may see them, else how many."""

    function: str
    names: list[str]
    number: int


@dataclass(frozen=True)
class Screen:
    """Everything that the page of a body shows. `seats` is empty where nobody is entered."""

    body: Body
    kind: str
    areas: list[ThematicArea]
    seats: list[Seat]
    members: int
    sees_names: bool
    successors: list[Body]


def read_bodies(number: str | None = None) -> dict:
    """All bodies of today, teams by pages of which `number` is wanted, in seven queries."""
    today = timezone.localdate()
    forums: dict[int, list[Forum]] = defaultdict(list)
    for forum in Forum.objects.valid_on(today):
        forums[forum.area_id].append(forum)
    commissions = list(Commission.objects.valid_on(today).prefetch_related("areas"))
    of_area: dict[int, list[Commission]] = defaultdict(list)
    for commission in commissions:
        for area in commission.areas.all():
            of_area[area.pk].append(commission)
    return {
        "governing": GoverningBody.objects.valid_on(today),
        "commissions": commissions,
        "areas": [AreaBodies(area, forums[area.pk], of_area[area.pk]) for area in ThematicArea.objects.all()],
        "teams": Paginator(_teams(today), TEAMS_PER_PAGE).get_page(number),
        "forum_number": sum(len(some) for some in forums.values()),
    }


def _teams(today: datetime.date) -> QuerySet[Team]:
    """Teams of today by the names of their municipalities; ids part those of the same name between pages."""
    teams = Team.objects.valid_on(today).select_related("municipality")
    return teams.order_by("municipality__sort_key", "pk")


def read_body(slug: str, user) -> Screen:
    """The body at this address; bodies of the past keep their page. `Http404` for any other."""
    body = _find(slug)
    sees_names = may_see_people(user)
    members = list(body.members.valid_on(timezone.localdate()).select_related("user"))
    return Screen(
        body=body,
        kind=_kind(body),
        areas=_areas(body),
        seats=seats_of(members, sees_names=sees_names),
        members=len(members),
        sees_names=sees_names,
        successors=list(body.successors.all()),
    )


def seats_of(members: Iterable, *, sees_names: bool) -> list[Seat]:
    """Members by function. Names of members are for signed-in people; the public sees functions."""
    holders: dict[str, list[str]] = defaultdict(list)
    for member in sorted(members, key=_rank):
        holders[_function(member)].append(member.user.name)
    return [
        Seat(function, sorted(names, key=sort_key) if sees_names else [], len(names))
        for function, names in holders.items()
    ]


def _rank(member) -> tuple[bool, str]:
    role = getattr(member, "role", "")
    return role == TeamMember.Role.MEMBER, _function(member)


def _function(member) -> str:
    if hasattr(member, "role") and member.role != TeamMember.Role.MEMBER:
        return member.get_role_display()
    return member.function or _("member")


def _find(slug: str) -> Body:
    kinds = (
        GoverningBody.objects,
        Commission.objects.prefetch_related("areas"),
        Forum.objects.select_related("area"),
        Team.objects.select_related("municipality"),
    )
    for bodies in kinds:
        body = bodies.select_related("predecessor").filter(slug=slug).first()
        if body is not None:
            return body
    raise Http404


def _kind(body: Body) -> str:
    if isinstance(body, GoverningBody):
        return body.get_kind_display()
    return str(body._meta.verbose_name)


def _areas(body: Body) -> list[ThematicArea]:
    if isinstance(body, Commission):
        return list(body.areas.all())
    return [body.area] if isinstance(body, Forum) else []
