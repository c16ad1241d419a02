"""People who sign in. What they may do follows from memberships, which `forums` keeps."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import _user_has_module_perms, _user_has_perm
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
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

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=200)
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
        return self.is_active and _user_has_perm(self, perm, obj)

    def has_perms(self, perms, obj=None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label) -> bool:
        return self.is_active and _user_has_module_perms(self, app_label)


def covers_today(periods: list[list[str | None]]) -> bool:
    """Whether today lies in one of the [from, to] periods; both ends count."""
    today = timezone.localdate().isoformat()
    return any((not start or start <= today) and (not end or today <= end) for start, end in periods)
