"""Inviting people: a signed link, for one use, for seven days.

The answer to whoever invites is the same whether the address has an account or not; only the person who
opens the link learns it.
"""

from django.contrib.auth import get_user_model
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from metropolis.notifications.outbox import post

from .models import Invitation
from .signals import invitation_accepted

SALT = "accounts.invitation"


class Unusable(Exception):
    """The invitation cannot be accepted: expired, used, withdrawn, or its place is gone."""


class HasAccount(Exception):
    """The address has an account: its owner must sign in to accept."""


@transaction.atomic
def invite(*, email: str, name: str, language: str, role: dict, labels: dict[str, str], by) -> Invitation:
    """Invite a person to a role and post the message; an older invitation to the same role ends."""
    email = email.lower()
    earlier = Invitation.objects.pending().filter(email=email)
    for invitation in earlier:
        if invitation.role == role:
            withdraw(invitation)
    invitation = Invitation.objects.create(
        email=email,
        name=name,
        language=language,
        role=role,
        role_label_pl=labels["pl"],
        role_label_en=labels["en"],
        invited_by=by,
    )
    post(
        "invitation",
        key=f"invitation:{invitation.pk}",
        to_email=email,
        language=language,
        context={"invitation": invitation.pk},
    )
    return invitation


def withdraw(invitation: Invitation) -> None:
    """End an invitation that nobody has accepted yet."""
    Invitation.objects.pending().filter(pk=invitation.pk).update(withdrawn_at=timezone.now())


def token_for(invitation: Invitation) -> str:
    """The secret part of the link: made at sending, stored nowhere."""
    return signing.dumps([invitation.pk, invitation.nonce], salt=SALT)


def find(token: str) -> Invitation | None:
    """The invitation of an untouched token, whatever became of it since."""
    try:
        pk, nonce = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Invitation.objects.select_related("invited_by").filter(pk=pk, nonce=nonce).first()


def account_of(invitation: Invitation):
    """The account that the invited address has already, or None."""
    return get_user_model().objects.filter(email=invitation.email).first()


def accept_as_new(invitation: Invitation, *, name: str, password: str):
    """Make the account and the seat, once; of two attempts the second finds it used."""
    try:
        with transaction.atomic():
            locked = _lock(invitation)
            if account_of(locked):
                raise HasAccount
            user = get_user_model().objects.create_user(
                locked.email, password, name=name, language=locked.language
            )
            _finish(locked, user)
    except IntegrityError as error:  # the address got its account a moment ago, by another invitation
        raise HasAccount from error
    return user


@transaction.atomic
def accept_as(invitation: Invitation, user):
    """Give a person who has an account already the seat of the invitation."""
    locked = _lock(invitation)
    if user.email.lower() != locked.email:
        raise Unusable
    _finish(locked, user)
    return user


def _lock(invitation: Invitation) -> Invitation:
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not locked.is_pending:
        raise Unusable
    return locked


def _finish(invitation: Invitation, user) -> None:
    invitation.accepted_at = timezone.now()
    invitation.accepted_by = user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    invitation_accepted.send(Invitation, invitation=invitation, user=user)
