"""Messages to people: the outbox of e-mails, the notices in the portal, and who wants which how often.

Both are written in the transaction of the change they speak of.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MessageQuerySet(models.QuerySet):
    """Named questions about messages."""

    def due(self, now):
        """Messages to send now: new ones, and those whose next attempt has come."""
        return self.filter(state=Message.State.WAITING, next_try_at__lte=now)


class Message(models.Model):
    """One e-mail that is due, sent or failed. `key` makes a repeat harmless.

    Links with secrets are made at sending, from `context`, and are never stored. `next_try_at` is
    also the lease of whoever is sending: it is moved ahead before the message goes out.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("message", "waiting")
        SENT = "sent", pgettext_lazy("message", "sent")
        FAILED = "failed", pgettext_lazy("message", "failed")
        DROPPED = "dropped", pgettext_lazy("message", "no longer needed")

    key = models.CharField(_("key"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=60)
    to_email = models.EmailField(_("to"))
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
    )
    language = models.CharField(_("language"), max_length=2, default="pl")
    context = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    next_try_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    reason = models.TextField(_("reason"), blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "next_try_at"])]

    def __str__(self):
        return f"{self.kind}: {self.to_email}"


class Notice(models.Model):
    """Something that a person should know, shown in the portal and sent by e-mail as the person chose.

    `group` gathers notices of one thing (a plan) in the digest; `path` is the page without a language.
    Texts are made at reading from `kind` and `context`, in the reader's language.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    topic = models.CharField(max_length=30)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    context = models.JSONField(default=dict)
    group = models.CharField(max_length=120, blank=True)
    path = models.CharField(max_length=400)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="notifications_notice_unique"),
        ]
        indexes = [
            models.Index(fields=["user", "read_at"]),
            models.Index(fields=["mailed_at", "user"]),
        ]

    def __str__(self):
        return f"{self.kind}: {self.user}"


class Preference(models.Model):
    """How often a person wants mail about a topic; without a row the topic's own default holds."""

    class Frequency(models.TextChoices):
        AT_ONCE = "at_once", pgettext_lazy("how often", "at once")
        DAILY = "daily", pgettext_lazy("how often", "once a day")
        WEEKLY = "weekly", pgettext_lazy("how often", "once a week")
        NONE = "none", pgettext_lazy("how often", "never")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preferences")
    topic = models.CharField(max_length=30)
    frequency = models.CharField(max_length=8, choices=Frequency)

    class Meta:
        verbose_name = _("wish about messages")
        verbose_name_plural = _("wishes about messages")
        constraints = [
            models.UniqueConstraint(fields=["user", "topic"], name="notifications_preference_unique"),
        ]

    def __str__(self):
        return f"{self.user}: {self.topic}"
