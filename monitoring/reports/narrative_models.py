"""The texts that people write in a report: one section a chapter, with everything it said before."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forums.bodies.models import Forum
from metropolis.ui.written_once import WrittenOnce, WrittenOnceQuerySet

from .models import PartOfReport, ProgressReport


class ReportSection(PartOfReport):
    """The narrative of one chapter: kept when the report is built again, with who writes it and by when.

    `forum` None: the Office writes; `asked_on` is the day on which it was asked for. `version` counts the
    saves, 0 where nothing was written; each of them is a `SectionRevision`. `seen` holds the figures under
    which the text was saved last (see `data_changes`), those of the snapshot `seen_sha256`.
    """

    class State(models.TextChoices):
        NOT_STARTED = "not_started", pgettext_lazy("state of a chapter", "not started")
        IN_PROGRESS = "in_progress", pgettext_lazy("state of a chapter", "in progress")
        READY = "ready", pgettext_lazy("state of a chapter", "ready")

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="sections")
    chapter = models.CharField(_("chapter"), max_length=60)
    forum = models.ForeignKey(
        Forum, null=True, blank=True, on_delete=models.PROTECT, related_name="report_sections",
        verbose_name=_("who writes"),
    )  # fmt: skip
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    asked_on = models.DateField(null=True, blank=True, editable=False)
    is_ready = models.BooleanField(_("the text is ready"), default=False)
    text_pl = models.TextField(_("text in Polish"), blank=True)
    text_en = models.TextField(_("text in English"), blank=True)
    version = models.PositiveIntegerField(default=0)
    seen = models.JSONField(default=dict, blank=True, editable=False)
    seen_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "chapter"], name="monitoring_reportsection_unique")
        ]

    def __str__(self):
        return f"{self.report_id}: {self.chapter}"

    @property
    def is_written(self) -> bool:
        """Whether there is a text in either language."""
        return bool(self.text_pl or self.text_en)

    @property
    def state(self) -> str:
        """Ready when its writer says so, in progress when there is a text, else not started."""
        if self.is_ready:
            return self.State.READY
        return self.State.IN_PROGRESS if self.is_written else self.State.NOT_STARTED

    @property
    def is_late(self) -> bool:
        """Whether the text is not ready and the deadline has passed, which lasts to the end of its day."""
        return not self.is_ready and self.deadline is not None and self.deadline < timezone.localdate()


class SectionRevision(WrittenOnce):
    """What a section said after a save: who wrote it, and when. The latest one is the section's text."""

    section = models.ForeignKey(ReportSection, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    text_pl = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="monitoring_sectionrevision_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="monitoring_sectionrevision_from_one"),
        ]

    def __str__(self):
        return f"{self.section}: {self.number}"
