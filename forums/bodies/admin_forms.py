"""The form with which the Office invites anybody."""

import json

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.bodies.seats import ADMINISTRATOR, PLACES, Seat, administrator_labels, seat_of
from metropolis.accounts.models import Invitation

GROUPS = {
    "team": _("Municipal teams"),
    "forum": _("Thematic forums"),
    "commission": _("Thematic commissions"),
    "body": _("Governing bodies and the Office"),
}


def seat_choices() -> list:
    """Every seat of every body of today, in groups, and the administrator."""
    groups = [(label, _seats_in(place)) for place, label in GROUPS.items()]
    administrator = (json.dumps(ADMINISTRATOR), _("administrator of the portal"))
    return [("", "---------"), *groups, administrator]


def _seats_in(place: str) -> list[tuple[str, str]]:
    model, seats = PLACES[place]
    roles = seats.Role.values if hasattr(seats, "Role") else [""]
    bodies = model.objects.valid_on(timezone.localdate())
    return [_choice(Seat(place, body, role)) for body in bodies for role in roles]


def _choice(seat: Seat) -> tuple[str, str]:
    return json.dumps(seat.payload), seat.label


class InvitationForm(forms.ModelForm):
    """Whom, to which seat, and in which language the message is written."""

    seat = forms.ChoiceField(label=_("Role"), choices=seat_choices)

    class Meta:
        model = Invitation
        fields = ["name", "email", "language"]

    def invitation(self) -> dict:
        """What the workflow wants to know."""
        payload = json.loads(self.cleaned_data["seat"])
        labels = administrator_labels() if payload == ADMINISTRATOR else seat_of(payload).labels
        details = {name: self.cleaned_data[name] for name in ("name", "email", "language")}
        return details | {"role": payload, "labels": labels}
