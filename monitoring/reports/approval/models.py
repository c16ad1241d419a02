"""The record of a report's steps, and what was said of its draft."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from metropolis.ui.written_once import WrittenOnce, WrittenOnceQuerySet
from monitoring.reports.models import ProgressReport


class ReportEvent(WrittenOnce):
    """A step that was taken: who, when, from which state to which, why. Rows are only added."""

    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(max_length=30)
    source = models.CharField(max_length=10)
    target = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)
    deadline = models.DateField(null=True)  # of comments, where the step sets one

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of a report")
        verbose_name_plural = _("steps of reports")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.report}: {self.step}"


class ReportComment(models.Model):
    """A comment on a chapter of the draft, and the Office's answer. Nobody edits or deletes either."""

    class Verdict(models.TextChoices):
        TAKEN = "taken", pgettext_lazy("answer to a comment", "taken into account")
        NOT_TAKEN = "not_taken", pgettext_lazy("answer to a comment", "not taken into account")

    report = models.ForeignKey(ProgressReport, on_delete=models.PROTECT, related_name="comments")
    chapter = models.CharField(_("chapter"), max_length=60)
    text = models.TextField(_("comment"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    verdict = models.CharField(_("answer"), max_length=10, choices=Verdict, blank=True)
    answer = models.TextField(_("reason of the answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("comment on a report")
        verbose_name_plural = _("comments on reports")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="monitoring_reportcomment_says_something"),
            models.CheckConstraint(
                condition=Q(verdict="", answer="", answered_by__isnull=True, answered_at__isnull=True)
                | ~Q(verdict="") & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="monitoring_reportcomment_answer_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="not_taken") | ~Q(answer=""),
                name="monitoring_reportcomment_refusal_has_reason",
            ),
        ]

    def __str__(self):
        return f"{self.report}: {self.chapter}"
