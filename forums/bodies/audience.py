"""Whom a message about a body's work goes to: the people who sit there today."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone

from forums.bodies.models import Body, BodyMember, ForumMember, GoverningBody, TeamMember
from forums.bodies.rights import PLACES


def people_in(*bodies: Body) -> QuerySet:
    """Active people with a seat in any of these bodies today, each once."""
    today, seats = timezone.localdate(), Q(pk__in=[])
    for body in bodies:
        model, place = next((model, name) for model, name in PLACES.items() if _is_place(model, name, body))
        rows = model.objects.valid_on(today).filter(**{place: body})
        seats |= Q(pk__in=rows.values("user"))
    return get_user_model().objects.filter(seats, is_active=True)


def office_people() -> QuerySet:
    """Everybody in the Association Office today."""
    today = timezone.localdate()
    rows = BodyMember.objects.valid_on(today).filter(body__kind=GoverningBody.Kind.OFFICE)
    return get_user_model().objects.filter(pk__in=rows.values("user"), is_active=True)


def people_of_teams(role: str = "") -> QuerySet:
    """Everybody in any team today; only those with the role where one is named."""
    rows = TeamMember.objects.valid_on(timezone.localdate())
    rows = rows.filter(role=role) if role else rows
    return get_user_model().objects.filter(pk__in=rows.values("user"), is_active=True)


def people_of_forums(role: str = "", *, forums: Iterable | None = None) -> QuerySet:
    """Everybody in any forum today, or in these; only those with the role where one is named."""
    rows = ForumMember.objects.valid_on(timezone.localdate())
    rows = rows.filter(role=role) if role else rows
    rows = rows if forums is None else rows.filter(forum__in=forums)
    return get_user_model().objects.filter(pk__in=rows.values("user"), is_active=True)


def _is_place(model, name: str, body: Body) -> bool:
    return isinstance(body, model._meta.get_field(name).related_model)
