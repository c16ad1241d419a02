"""Forms of accounts: those of allauth in our words, without placeholders, and our own."""

import uuid

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from metropolis.notifications.outbox import post

from .models import User


class Plain:
    """Labels, hints and messages in our words; a placeholder is no label."""

    texts: dict[str, dict] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
            texts = self.texts.get(name, {})
            field.label = texts.get("label", field.label)
            field.help_text = texts.get("hint", "")
            if "required" in texts:
                field.error_messages["required"] = texts["required"]
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = _("Write the address like this: name@example.org.")


EMAIL = {"label": _("E-mail address"), "required": _("Enter your e-mail address.")}
PASSWORD = {"label": _("Password"), "required": _("Enter your password.")}
NEW_PASSWORD = {
    "label": _("New password"),
    "hint": _("At least 12 characters. A few words that you remember are a good password."),
    "required": _("Enter a new password."),
}
NEW_PASSWORD_AGAIN = {
    "label": _("New password, once more"),
    "required": _("Enter the new password once more."),
}
CODE = {
    "label": _("Code from the app"),
    "hint": _("6 digits. You may use a recovery code instead."),
    "required": _("Enter the code."),
}


class LoginForm(Plain, account.LoginForm):
    texts = {"login": EMAIL, "password": PASSWORD}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    """Does the same for every address: who has an account is looked up when the message is sent."""

    texts = {"email": {**EMAIL, "required": _("Enter the address of your account.")}}

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def save(self, request, **kwargs):
        email = self.cleaned_data["email"]
        post(
            "password_reset",
            key=f"password-reset:{uuid.uuid4()}",
            to_email=email,
            language=request.LANGUAGE_CODE,
        )
        return email


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):
    texts = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD_AGAIN}


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    texts = {
        "oldpassword": {
            "label": _("Present password"),
            "required": _("Enter the password that you use now."),
        },
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD_AGAIN,
    }


class SetPasswordForm(Plain, account.SetPasswordForm):
    texts = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD_AGAIN}


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    texts = {"password": PASSWORD}


class CodeField:
    """A field for a one-time code: digits on the phone's keyboard, filled in by the system."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "autocapitalize": "off"}
        )


class AuthenticateForm(Plain, CodeField, mfa.AuthenticateForm):
    texts = {"code": CODE}


class MfaReauthenticateForm(Plain, CodeField, mfa.ReauthenticateForm):
    texts = {"code": CODE}


class ActivateTOTPForm(Plain, CodeField, totp.ActivateTOTPForm):
    texts = {"code": {**CODE, "hint": _("6 digits that the app shows now.")}}


class ProfileForm(forms.ModelForm):
    """What a person changes about oneself."""

    class Meta:
        model = User
        fields = ["name", "language"]
        labels = {"name": _("First name and surname"), "language": _("Language of messages")}
        error_messages = {"name": {"required": _("Enter your first name and surname.")}}


class EmailChangeForm(Plain, forms.Form):
    """A new address, proved by the password here and by a link there."""

    texts = {
        "email": {
            "label": _("New e-mail address"),
            "hint": _("We will send a link to this address."),
            "required": _("Enter the new e-mail address."),
        },
        "password": {"label": _("Password"), "required": _("Enter your password.")},
    }
    email = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, user, *args, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if email == self.user.email.lower():
            raise forms.ValidationError(_("This is the address that you use now. Enter another one."))
        return email

    def clean_password(self):
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(_("This is not your password. Enter it again."))
        return self.cleaned_data["password"]


class AcceptForm(Plain, forms.Form):
    """A new person's name and password."""

    texts = {
        "name": {
            "label": _("First name and surname"),
            "hint": _("Other signed-in people see it beside your role. The public does not."),
            "required": _("Enter your first name and surname."),
        },
        "password1": {**NEW_PASSWORD, "label": _("Password"), "required": _("Enter a password.")},
        "password2": {"label": _("Password, once more"), "required": _("Enter the password once more.")},
    }
    name = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password1 = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    password2 = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, email, *args, **kwargs):
        self.email = email
        super().__init__(*args, **kwargs)

    def clean(self):
        data = super().clean()
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords differ. Enter the same one twice."))
        if first:
            try:
                validate_password(first, User(email=self.email, name=data.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return data
