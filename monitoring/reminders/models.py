"""What was reminded of: one row for each rung of the ladder on which a thing was asked for."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Reminder(models.Model):
    """A rung that was used up. The constraint is why nobody is asked twice, however often the job runs.

    `thing` names what is owed (`submission-12`). A deadline that was moved begins a new ladder. `run`
    gathers what went out together; `told` is how many people it went to.
    """

    class Level(models.TextChoices):
        """Who was asked, the nearest first."""

        MEMBERS = "members", pgettext_lazy("who is reminded", "members of the team")
        COORDINATOR = "coordinator", pgettext_lazy("who is reminded", "coordinator")
        CHAIR = "chair", pgettext_lazy("who is reminded", "chair of the forum")
        SECRETARIAT = "secretariat", pgettext_lazy("who is reminded", "secretariat of the municipality")
        OFFICE = "office", pgettext_lazy("who is reminded", "Association Office")

    thing = models.CharField(_("what is owed"), max_length=60)
    deadline = models.DateField(_("deadline"))
    rung = models.SmallIntegerField(_("days from the deadline"))
    level = models.CharField(_("who was asked"), max_length=12, choices=Level)
    told = models.PositiveSmallIntegerField(_("how many people"))
    run = models.UUIDField()
    sent_at = models.DateTimeField(_("sent at"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["thing", "deadline", "rung"], name="monitoring_reminder_once_per_rung"
            )
        ]
        indexes = [models.Index(fields=["run"])]

    def __str__(self):
        return f"{self.thing}: {self.rung}"
