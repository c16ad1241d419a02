"""Whenever a membership or the dates of a body change, the rights of the people in it are renewed.

The receivers run inside the transaction of the change (see `Membership.save`).
"""

from django.db.models.signals import post_delete, post_save, pre_save

from forums.bodies.models import Commission, Forum, GoverningBody, Team
from forums.bodies.rights import PLACES, renew
from forums.bodies.seats import NoSuchSeat, give
from metropolis.accounts.invitations import Unusable
from metropolis.accounts.signals import invitation_accepted


def remember_person(sender, instance, raw=False, **kwargs):
    """A membership may be handed to somebody else: the first person's rights change too."""
    rows = sender.objects.filter(pk=instance.pk).values_list("user_id", flat=True)
    instance.person_before = rows.first() if instance.pk else None


def renew_person(sender, instance, **kwargs):
    """Renew the person of a membership, and the one it belonged to before."""
    before = getattr(instance, "person_before", None)
    if before and before != instance.user_id:
        renew(before)
    fields = renew(instance.user_id)
    if "user" in instance._state.fields_cache:  # the object in hand knows its new rights at once
        for name, periods in fields.items():
            setattr(instance.user, name, periods)


def renew_members(sender, instance, created=False, **kwargs):
    """The days or the kind of a body may have changed: renew everybody in it."""
    if not created:
        for user_id in set(instance.members.values_list("user_id", flat=True)):
            renew(user_id)


def seat_invited(sender, invitation, user, **kwargs):
    """An accepted invitation becomes the seat that it named."""
    try:
        give(invitation.role, user)
    except NoSuchSeat as error:
        raise Unusable from error


def connect():
    """Listen to all memberships and bodies."""
    for model in PLACES:
        name = model.__name__
        pre_save.connect(remember_person, sender=model, dispatch_uid=f"remember {name}")
        post_save.connect(renew_person, sender=model, dispatch_uid=f"saved {name}")
        post_delete.connect(renew_person, sender=model, dispatch_uid=f"deleted {name}")
    for model in (Team, Forum, Commission, GoverningBody):
        post_save.connect(renew_members, sender=model, dispatch_uid=f"renew {model.__name__}")
    invitation_accepted.connect(seat_invited, dispatch_uid="seat from an invitation")
