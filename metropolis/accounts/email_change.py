"""Changing one's address: a link to the new address proves it, then the old one is told."""

import uuid

from django.contrib.auth import get_user_model
from django.core import signing
from django.db import IntegrityError, transaction

from metropolis.notifications.outbox import post

SALT = "accounts.email_change"
DAY = 24 * 60 * 60


class Refused(Exception):
    """The link is broken, too old or already used, or the address got an account meanwhile."""


def ask(user, new_email: str) -> None:
    """Post the link to the new address. The same is done whether that address has an account or not."""
    post(
        "email_change",
        key=f"email-change:{uuid.uuid4()}",
        to_email=new_email,
        language=user.language,
        context={"user": user.pk},
    )


def token_for(user, new_email: str) -> str:
    """Signed; it holds the present address and password, so using it or changing these ends it."""
    return signing.dumps([user.pk, new_email, _state(user)], salt=SALT)


def read(token: str):
    """The person and the new address of a token that can still be used."""
    try:
        pk, new_email, state = signing.loads(token, salt=SALT, max_age=DAY)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Refused from error
    user = get_user_model().objects.filter(pk=pk, is_active=True).first()
    if user is None or _state(user) != state or has_account(new_email):
        raise Refused
    return user, new_email


def confirm(token: str):
    """Change the address and tell the old one."""
    try:
        with transaction.atomic():
            pk = read(token)[0].pk
            get_user_model().objects.select_for_update().get(pk=pk)
            user, new_email = read(token)  # again, now that nobody else can change the row
            old_email, user.email = user.email, new_email
            user.save(update_fields=["email"])
            post(
                "account_notice",
                key=f"account-notice:{uuid.uuid4()}",
                to_email=old_email,
                language=user.language,
                context={"event": "email_changed"},
            )
    except IntegrityError as error:
        raise Refused from error
    return user


def has_account(email: str) -> bool:
    """Whether the address belongs to an account."""
    return get_user_model().objects.filter(email=email.lower()).exists()


def _state(user) -> str:
    """A fingerprint of what the link depends on, without showing it."""
    return signing.Signer(salt=SALT).signature(f"{user.email} {user.password}")[:16]
