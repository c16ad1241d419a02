"""How allauth behaves here: nobody signs up, people are invited; messages go through the outbox."""

import uuid

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from metropolis.notifications.outbox import post

from .backends import may_sign_in

# Events of an account that its owner is told about; the text is made at sending (messages.py).
NOTICES = {
    "account/email/password_changed": "password_changed",
    "account/email/password_reset": "password_changed",
    "account/email/password_set": "password_changed",
    "mfa/email/totp_activated": "second_factor_on",
    "mfa/email/totp_deactivated": "second_factor_off",
    "mfa/email/recovery_codes_generated": "recovery_codes_made",
}


class PortalAdapter(DefaultAccountAdapter):
    """Sign-up is closed; accounts come from invitations."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is wrong. Check both."),
        "enter_current_password": _("Enter the password that you use now."),
        "incorrect_password": _("This is not your password. Enter it again."),
        "too_many_login_attempts": _("Too many failed attempts. Wait five minutes and try again."),
        "rate_limited": _("Too many attempts. Wait a moment and try again."),
    }

    def is_open_for_signup(self, request):
        return False

    def pre_login(self, request, user, **kwargs):
        """A demonstration account outside of the demonstration set is treated as a blocked one."""
        if not may_sign_in(user):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def reauthenticate(self, user, password):
        """The address is the one of the account; there is no second list of addresses."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def get_password_change_redirect_url(self, request):
        return reverse("profile")

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell the owner that something about the account has changed."""
        event = NOTICES[template_prefix]
        post("account_notice", key=f"account-notice:{uuid.uuid4()}", to_user=user, context={"event": event})


class PortalMfaAdapter(DefaultMFAAdapter):
    """The second factor; the QR code is drawn into the page (a `data:` image would break the policy)."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is wrong or no longer valid. Enter the newest one from the app."),
    }

    def build_totp_svg(self, url):
        """One path of unit squares on white, with the quiet zone that readers need."""
        code = qrcode.QRCode(border=4)
        code.add_data(url)
        rows = code.get_matrix()
        squares = "".join(
            f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
        )
        return format_html(
            '<svg class="qr-code" viewBox="0 0 {size} {size}" width="220" height="220" role="img"'
            ' aria-label="{label}" shape-rendering="crispEdges">'
            '<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{squares}"/></svg>',
            size=len(rows),
            label=gettext("QR code for the authenticator app"),
            squares=squares,
        )
