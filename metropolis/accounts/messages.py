"""Texts of messages about accounts, built at sending in the reader's language.

Links are made here, so that no secret is ever stored in the outbox.
"""

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.translation import gettext as _

from metropolis.notifications.outbox import message_kind
from metropolis.ui.dates import long_date

from . import email_change, invitations
from .backends import may_sign_in
from .models import Invitation


def address(name: str, *args) -> str:
    """The full address of a page."""
    return settings.BASE_URL + reverse(name, args=args)


def text(*paragraphs: str) -> str:
    """Paragraphs as a plain text message."""
    return "\n\n".join(paragraphs)


@message_kind("invitation")
def invitation(message):
    """Who invites, to what, until when; nothing when it was used or withdrawn meanwhile."""
    row = Invitation.objects.select_related("invited_by").filter(pk=message.context["invitation"]).first()
    if row is None or not row.is_pending:
        return None
    subject = _("Invitation to the portal of the strategy")
    return subject, text(
        _("%(name)s invites you to the portal of the strategy.") % {"name": row.invited_by.name},
        _("Your role: %(role)s.") % {"role": row.role_label},
        _("To accept, open this link and set your password:")
        + f"\n{address('invitation', invitations.token_for(row))}",
        _("The link works once, until the end of %(day)s.") % {"day": long_date(row.expires_at)},
        _("If you do not expect this invitation, do nothing."),
    )


@message_kind("password_reset")
def password_reset(message):
    """The link, or the news that the address has no account: only the reader of the mailbox learns it."""
    subject = _("Setting a new password")
    user = get_user_model().objects.filter(email=message.to_email).first()
    if user is None or not may_sign_in(user):
        return subject, text(
            _("Somebody, perhaps you, asked for a new password for this address."),
            _("This address has no account in the portal. Perhaps you use another one."),
            _("Accounts come by invitation. If you did not ask, do nothing."),
        )
    token = default_token_generator.make_token(user)
    link = address("account_reset_password_from_key", user_pk_to_url_str(user), token)
    return subject, text(
        _("Somebody, perhaps you, asked for a new password for this address."),
        _("To set it, open this link within 24 hours:") + f"\n{link}",
        _("If you did not ask, do nothing: the password stays as it is."),
    )


@message_kind("email_change")
def confirm_new_address(message):
    """The link for the new address, or that this address has an account of its own already."""
    user = get_user_model().objects.filter(pk=message.context["user"], is_active=True).first()
    if user is None:
        return None
    subject = _("Confirm your new e-mail address")
    if email_change.has_account(message.to_email):
        return subject, text(
            _("Somebody, perhaps you, wants to use this address for an account in the portal."),
            _("This address has an account already, so nothing was changed."),
        )
    link = address("account_confirm_email", email_change.token_for(user, message.to_email))
    return subject, text(
        _("Somebody, perhaps you, wants to use this address for an account in the portal."),
        _("To confirm, open this link within 24 hours:") + f"\n{link}",
        _("If it was not you, do nothing: the address stays as it is."),
    )


@message_kind("account_notice")
def account_notice(message):
    """Something about the account has changed; whoever did not do it should write to the Office."""
    events = {
        "password_changed": _("The password of your account was changed."),
        "second_factor_on": _("The second step of signing in was switched on."),
        "second_factor_off": _("The second step of signing in was switched off."),
        "recovery_codes_made": _("New recovery codes were made for your account."),
        "email_changed": _("The e-mail address of your account was changed. This one no longer works."),
    }
    return _("A change in your account"), text(
        events[message.context["event"]],
        _("If it was not you, set a new password and tell the Association Office:")
        + f"\n{address('account_reset_password')}\n{address('contact')}",
    )
