"""The outbox: a message to a person, written in the transaction of the change it speaks of."""

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
