"""A link by which somebody without an account enters exactly the values that one was asked for."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from monitoring.campaigns.models import DueValue, Submission


class ReporterLink(models.Model):
    """Who is asked for which rows until when. The secret is made at sending and stored nowhere.

    `version` is part of what is signed: sending again makes every earlier link worthless.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a link", "works")
        ANSWERED = "answered", pgettext_lazy("state of a link", "values are ready")
        EXPIRED = "expired", pgettext_lazy("state of a link", "expired")
        REVOKED = "revoked", pgettext_lazy("state of a link", "withdrawn")

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="links")
    rows = models.ManyToManyField(DueValue, related_name="links")
    name = models.CharField(_("who is asked"), max_length=120)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language of the e-mail"), max_length=2, choices=settings.LANGUAGES)
    deadline = models.DateField(_("until"))
    message = models.TextField(_("message"), blank=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    first_used_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("link of a reporter")
        verbose_name_plural = _("links of reporters")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="monitoring_link_names_somebody"),
        ]

    def __str__(self):
        return self.name

    @property
    def state(self) -> str:
        """What has become of it; a deadline lasts to the end of its day."""
        if self.revoked_at:
            return self.State.REVOKED
        if self.deadline < timezone.localdate():
            return self.State.EXPIRED
        return self.State.ANSWERED if self.answered_at else self.State.OPEN

    @property
    def works(self) -> bool:
        """Whether values can be entered by it."""
        return self.state in (self.State.OPEN, self.State.ANSWERED)

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(self.State(self.state).label)

    @property
    def badge(self) -> str:
        """The kind of the state badge."""
        return {"open": "progress", "answered": "done"}.get(self.state, "waiting")


def latest_deadline(today: datetime.date) -> datetime.date:
    """A link may live for three months at most."""
    return today + datetime.timedelta(days=92)
