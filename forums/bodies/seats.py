"""Seats that a person can be given: named in the payload of an invitation, made when it is accepted.

A payload is `{"team": slug, "role": "member"}`; the other places are forum, commission and body, where
only teams and forums have roles. `{"administrator": true}` makes an administrator.
"""

from dataclasses import dataclass

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forums.bodies.models import (
    Body,
    BodyMember,
    Commission,
    CommissionMember,
    Forum,
    ForumMember,
    GoverningBody,
    Membership,
    Team,
    TeamMember,
)

PLACES: dict[str, tuple[type[Body], type[Membership]]] = {
    "team": (Team, TeamMember),
    "forum": (Forum, ForumMember),
    "commission": (Commission, CommissionMember),
    "body": (GoverningBody, BodyMember),
}
ADMINISTRATOR = {"administrator": True}


class NoSuchSeat(Exception):
    """The payload names no body that exists today."""


@dataclass(frozen=True)
class Seat:
    """A place in a body, with the role in it where the body has roles."""

    place: str
    body: Body
    role: str = ""

    @property
    def payload(self) -> dict:
        """As it is kept with an invitation."""
        role = {"role": self.role} if self.role else {}
        return {self.place: self.body.slug} | role

    @property
    def labels(self) -> dict[str, str]:
        """What the seat is called, in both languages."""
        return {"pl": self._label("pl"), "en": self._label("en")}

    @property
    def label(self) -> str:
        """What the seat is called, in the active language."""
        role = role_label(PLACES[self.place][1], self.role)
        return f"{self.body.name} ({role})" if role else self.body.name

    def _label(self, language: str) -> str:
        with translation.override(language):
            return self.label


def role_label(model: type[Membership], role: str) -> str:
    """The role in words; nothing where the body has no roles."""
    return str(model.Role(role).label) if role and hasattr(model, "Role") else ""


def administrator_labels() -> dict[str, str]:
    """What the administrator is called, in both languages."""
    labels = {}
    for language in ("pl", "en"):
        with translation.override(language):
            labels[language] = _("administrator of the portal")
    return labels


def seat_of(payload: dict) -> Seat:
    """The seat that a payload names."""
    for place, (model, seats) in PLACES.items():
        if place in payload:
            body = model.objects.valid_on(timezone.localdate()).filter(slug=payload[place]).first()
            if body is None:
                raise NoSuchSeat
            default = seats.Role.MEMBER if hasattr(seats, "Role") else ""
            return Seat(place, body, str(payload.get("role", default)))
    raise NoSuchSeat


def give(payload: dict, user) -> None:
    """Give a person the seat from today on; one who has it keeps it, with the role that is new."""
    if payload == ADMINISTRATOR:
        user.is_administrator = True
        user.save(update_fields=["is_administrator"])
        return
    seat = seat_of(payload)
    model, today = PLACES[seat.place][1], timezone.localdate()
    held = model.objects.valid_on(today).filter(user=user, **{seat.place: seat.body}).first()
    if held is None:
        held = model(user=user, valid_from=today, **{seat.place: seat.body})
    if seat.role:
        held.role = seat.role
    held.save()


def seats_of(user) -> list[dict]:
    """All seats of a person, present ones first, as rows for the profile."""
    today = timezone.localdate()
    rows = [_row(place, seat, today) for place in PLACES for seat in _held(place, user)]
    return sorted(rows, key=lambda row: (row["is_over"], str(row["body"].sort_key)))


def _held(place: str, user):
    model = PLACES[place][1]
    return model.objects.filter(user=user).select_related(place)


def _row(place: str, seat: Membership, today) -> dict:
    body = getattr(seat, place)
    return {
        "place": place,
        "body": body,
        "role": seat.function or _word_for(seat, body),
        "valid_from": seat.valid_from,
        "valid_to": seat.valid_to,
        "is_over": bool(seat.valid_to and seat.valid_to < today),
        "is_ahead": bool(seat.valid_from and seat.valid_from > today),
    }


def _word_for(seat: Membership, body: Body) -> str:
    """The role, or what one is in a body without roles."""
    if role := role_label(type(seat), getattr(seat, "role", "")):
        return role
    if getattr(body, "kind", "") == GoverningBody.Kind.OFFICE:
        return pgettext("seat in a body", "works here")
    return pgettext("seat in a body", "member")
