"""When somebody leaves: the seats of a person go to another, in one step that stays known.

All that hangs on a person are seats, and with them the rights and duties: data and actions are owed by
teams and forums. Drafts and decisions keep their authors.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.bodies.models import ForumMember, HandOver, Membership, TeamMember
from forums.bodies.notices import tell_both
from forums.bodies.permissions import may_end_membership
from forums.bodies.seats import PLACES, role_label

FIRST = {TeamMember.Role.COORDINATOR, ForumMember.Role.CHAIR}


@dataclass(frozen=True)
class Held:
    """A seat that a person has today."""

    place: str
    seat: Membership

    @property
    def key(self) -> str:
        """Names it in a form."""
        return f"{self.place}-{self.seat.pk}"

    @property
    def body(self):
        return getattr(self.seat, self.place)

    @property
    def label(self) -> str:
        """`Team of Skawina (coordinator)`."""
        role = role_label(type(self.seat), getattr(self.seat, "role", ""))
        return f"{self.body.name} ({role})" if role else self.body.name


def held_by(person, *, lock: bool = False) -> list[Held]:
    """All seats of the person today; four queries."""
    found = []
    for place, (_body, model) in PLACES.items():
        rows = model.objects.valid_on(timezone.localdate()).filter(user=person).select_related(place)
        rows = rows.select_for_update(of=("self",)) if lock else rows
        found += [Held(place, seat) for seat in rows.order_by("pk")]
    return found


@transaction.atomic
def hand_over(giver, taker, keys: Iterable[str], *, last_day: datetime.date, reason: str, by) -> HandOver:
    """End the chosen seats of one person on that day and give them to the other from the day after."""
    if not may_end_membership(by):
        raise PermissionDenied
    keys = set(keys)
    held = [one for one in held_by(giver, lock=True) if one.key in keys]
    _check(giver, taker, keys, held, last_day, reason)
    for one in held:
        _move(one, taker, last_day)
    handover = HandOver.objects.create(
        giver=giver,
        taker=taker,
        by=by,
        last_day=last_day,
        reason=reason.strip(),
        seats=[
            {"place": one.place, "body": one.body.slug, "role": getattr(one.seat, "role", "")} for one in held
        ],
    )
    tell_both(handover)
    return handover


def _check(giver, taker, keys, held, last_day, reason):
    faults = {}
    if not keys or len(held) != len(keys):
        faults["seats"] = _("Choose what is handed over. A seat may have ended since the page was opened.")
    if giver == taker or not taker.is_active:
        faults["taker"] = _("Choose another person, with an active account.")
    if any(one.seat.valid_from and last_day < one.seat.valid_from for one in held):
        faults["last_day"] = _("The last day cannot be before the first one.")
    if not reason.strip():
        faults["reason"] = _("Write in one sentence why it is handed over.")
    if faults:
        raise ValidationError(faults)


def _move(one: Held, taker, last_day):
    """The seat ends, and the other person has it; one who sits there already gets the role that was held."""
    seat, model, first_day = one.seat, type(one.seat), last_day + datetime.timedelta(days=1)
    seat.valid_to = last_day
    seat.save(update_fields=["valid_to"])
    fields = {"function": seat.function, "valid_from": first_day, one.place: one.body}
    if role := getattr(seat, "role", ""):
        fields["role"] = role
    present = model.objects.valid_on(first_day).filter(user=taker, **{one.place: one.body}).first()
    if present:
        if role not in FIRST or present.role == role:
            return
        present.valid_to = max(last_day, present.valid_from or last_day)
        present.save(update_fields=["valid_to"])
    model.objects.create(user=taker, **fields)
