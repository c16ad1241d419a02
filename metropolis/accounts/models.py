"""People who sign in. What they may do follows from memberships, which `forums` keeps."""

import secrets
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    """Makes users by e-mail address."""

    def create_user(self, email, password=None, **fields):
        """A user with the address in lower case and a hashed password."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class User(AbstractBaseUser):
    """A person with an e-mail address.

    `office_periods` and `member_periods` are lists of [from, to] days (ISO, or null for an open end)
    that `forums` keeps in step with memberships; they are read together with today's date, so that a
    right ends by itself on the day it should.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=200)
    language = models.CharField(
        _("language"), max_length=2, default="pl", choices=[("pl", "Polski"), ("en", "English")]
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_administrator = models.BooleanField(_("administrator"), default=False)
    is_demo = models.BooleanField(_("demonstration account"), default=False, editable=False)
    office_periods = models.JSONField(default=list, editable=False)
    member_periods = models.JSONField(default=list, editable=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    is_superuser = False  # nobody is: rights come from the matrix alone

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_unique")]

    def __str__(self):
        return self.name or self.email

    def save(self, *args, **kwargs):
        """Rights are never written back from an old copy: only `forums` renews them."""
        self.email = self.email.lower()
        if not self._state.adding and kwargs.get("update_fields") is None:
            kept = {"id", "office_periods", "member_periods"}
            kwargs["update_fields"] = {f.name for f in self._meta.concrete_fields} - kept
        super().save(*args, **kwargs)

    @property
    def is_office(self) -> bool:
        """Whether the person works in the Association Office today."""
        return self.is_active and covers_today(self.office_periods)

    @property
    def is_member(self) -> bool:
        """Whether the person sits in any team, forum, commission or body today."""
        return self.is_active and covers_today(self.member_periods)

    @property
    def is_staff(self) -> bool:
        """Who may enter the admin at all."""
        return self.is_office or (self.is_active and self.is_administrator)

    def has_perm(self, perm, obj=None) -> bool:
        """Asked by the admin; the backend reads the matrix."""
        return self.is_active and any(backend.has_perm(self, perm, obj) for backend in get_backends())

    def has_perms(self, perms, obj=None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label) -> bool:
        """Whether the admin shows anything of an app."""
        return self.is_active and any(one.has_module_perms(self, app_label) for one in get_backends())


def covers_today(periods: list[list[str | None]]) -> bool:
    """Whether today lies in one of the [from, to] periods; both ends count."""
    today = timezone.localdate().isoformat()
    return any((not start or start <= today) and (not end or today <= end) for start, end in periods)


class SecondFactor(Authenticator):
    """A person's second factor or recovery codes, as the admin shows them: without the secret."""

    class Meta:
        proxy = True
        verbose_name = _("second step of signing in")
        verbose_name_plural = _("second steps of signing in")


INVITATION_DAYS = 7


def new_nonce() -> str:
    """A number used once: changing it kills the link that was made with the old one."""
    return secrets.token_hex(16)


def expiry() -> datetime:
    """When an invitation made now ends."""
    return timezone.now() + timedelta(days=INVITATION_DAYS)


class InvitationQuerySet(models.QuerySet):
    """Invitations by what became of them."""

    def pending(self):
        """Those that can still be accepted."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """An invitation to the portal. `role` says what the person becomes; the rooms above read it.

    The link is signed from `id` and `nonce` at sending and is never stored.
    """

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=200)
    language = models.CharField(
        _("language"), max_length=2, default="pl", choices=[("pl", "Polski"), ("en", "English")]
    )
    role = models.JSONField(_("role"), default=dict)
    role_label_pl = models.CharField(_("role, in Polish"), max_length=300)
    role_label_en = models.CharField(_("role, in English"), max_length=300)
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="invitations",
        verbose_name=_("invited by"),
    )
    created_at = models.DateTimeField(_("sent on"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"), default=expiry)
    accepted_at = models.DateTimeField(_("accepted on"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="accounts_invitation_accepted_or_withdrawn",
            )
        ]

    def __str__(self):
        return f"{self.name} <{self.email}>"

    @property
    def is_pending(self) -> bool:
        """Whether it can still be accepted."""
        return not self.accepted_at and not self.withdrawn_at and timezone.now() < self.expires_at

    @property
    def role_label(self) -> str:
        """What the person is invited to be, in the reader's language."""
        return self.role_label_en if get_language() == "en" else self.role_label_pl
