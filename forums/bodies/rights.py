"""Keeps `User.office_periods` and `User.member_periods` in step with memberships.

A membership counts on the days on which both it and its body hold, so a right ends by itself.
"""

from django.contrib.auth import get_user_model
from django.db import transaction

from forums.bodies.models import BodyMember, CommissionMember, ForumMember, GoverningBody, TeamMember
from forums.bodies.periods import Period, overlap, written

# Each kind of membership with the field that names its body.
PLACES = {TeamMember: "team", ForumMember: "forum", CommissionMember: "commission", BodyMember: "body"}


@transaction.atomic
def renew(user_id: int) -> dict[str, list]:
    """Write a person's periods anew from all memberships; returns what was written.

    The row of the user is locked first: of two changes at once the later one sees the earlier.
    """
    people = get_user_model().objects
    people.select_for_update().filter(pk=user_id).first()
    office = seats_of(user_id, BodyMember, body__kind=GoverningBody.Kind.OFFICE)
    places = [period for model in PLACES for period in seats_of(user_id, model)]
    fields = {"office_periods": written(office), "member_periods": written(places)}
    people.filter(pk=user_id).update(**fields)
    return fields


def seats_of(user_id: int, model, **conditions) -> list[Period]:
    """Periods in which a person's memberships of one kind, and their bodies, hold."""
    place = PLACES[model]
    rows = model.objects.filter(user_id=user_id, **conditions).values_list(
        "valid_from", "valid_to", f"{place}__valid_from", f"{place}__valid_to"
    )
    shared = (overlap((start, end), (since, until)) for start, end, since, until in rows)
    return [period for period in shared if period]
