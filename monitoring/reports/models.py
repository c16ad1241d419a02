"""Progress reports: frozen data, the Office's narrative, the files that were made."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from metropolis.ui.written_once import Immutable
from strategy.indicators.models import validate_period

from .kinds import Scoped
from .querysets import PartQuerySet, ProgressReportQuerySet

RESERVED_SLUGS = ("sprawdz",)  # pages beside the reports


class ProgressReport(Scoped):
    """A report on a period: what was published by the day `as_of` about periods that ended with it or before.

    Its way goes by the table of steps (`approval.table`). Once published it never changes: a correction is
    a new edition, which names the one that it `corrects`.
    `definition` is the one that opened it, if any.
    """

    class State(models.TextChoices):
        NEW = "new", _("not built yet")
        BUILT = "built", pgettext_lazy("state of a report", "draft, built")
        COMMENTS = "comments", pgettext_lazy("state of a report", "for comments")
        APPROVED = "approved", pgettext_lazy("state of a report", "approved, not published")
        PUBLISHED = "published", _("published")

    definition = models.ForeignKey(
        "monitoring.ReportDefinition", null=True, blank=True, on_delete=models.PROTECT,
        related_name="reports", verbose_name=_("definition"), editable=False,
    )  # fmt: skip
    slug = models.SlugField(_("address"), unique=True)
    title_pl = models.CharField(_("title in Polish"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)
    period = models.CharField(_("period"), max_length=7, validators=[validate_period])
    as_of = models.DateField(_("data as of"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW, editable=False)
    snapshot = models.OneToOneField(
        "Snapshot", null=True, blank=True, on_delete=models.PROTECT, related_name="report", editable=False
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        editable=False,
    )  # fmt: skip
    created_at = models.DateTimeField(auto_now_add=True)
    built_at = models.DateTimeField(null=True, blank=True, editable=False)
    comments_until = models.DateField(_("comments until"), null=True, blank=True, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        editable=False,
    )  # fmt: skip
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        editable=False,
    )  # fmt: skip
    edition = models.PositiveSmallIntegerField(_("edition"), default=1, editable=False)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by", editable=False
    )
    correction_pl = models.TextField(_("what it corrects, in Polish"), blank=True, editable=False)
    correction_en = models.TextField(_("what it corrects, in English"), blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ProgressReportQuerySet.as_manager()

    class Meta(Scoped.Meta):
        abstract = False
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        ordering = [F("published_at").desc(nulls_first=True), "-created_at"]
        constraints = [
            *Scoped.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False, snapshot__isnull=False),
                name="monitoring_report_published_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="comments") | Q(comments_until__isnull=False, snapshot__isnull=False),
                name="monitoring_report_comments_end",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="monitoring_report_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, edition=1)
                | Q(corrects__isnull=False, edition__gt=1) & ~Q(correction_pl="") & ~Q(correction_en=""),
                name="monitoring_report_edition_corrects",
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="monitoring_report_slug_is_free",
                violation_error_message=_("This address belongs to another page. Choose another one."),
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """A published report is never changed."""
        if not self._state.adding and is_published(self.pk):
            raise Immutable
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("report", args=[self.slug])

    def delete(self, *args, **kwargs):
        """A published report is never deleted."""
        if is_published(self.pk):
            raise Immutable
        return super().delete(*args, **kwargs)

    def get_working_url(self):
        """Where the Office builds, comments and publishes it."""
        return reverse("report_work", args=[self.slug])

    @property
    def title(self) -> str:
        """The title in the active language."""
        return self.title_en if get_language() == "en" else self.title_pl

    @property
    def is_published(self) -> bool:
        """Whether it is public, and can never change again."""
        return self.state == self.State.PUBLISHED

    @property
    def is_open(self) -> bool:
        """Whether it may still be built and its texts written: from the approval on it stands still."""
        return self.state in (self.State.NEW, self.State.BUILT, self.State.COMMENTS)

    @property
    def state_when_built(self) -> str:
        """Where a build leaves it: a new one becomes a draft, one that is out for comments stays so."""
        return self.State.COMMENTS if self.state == self.State.COMMENTS else self.State.BUILT

    @property
    def correction(self) -> str:
        """What this edition corrects, in the active language; empty for a first edition."""
        return self.correction_en if get_language() == "en" else self.correction_pl


def is_published(report_id: int | None) -> bool:
    """Whether the stored report is published, whatever the caller's copy of it says."""
    published = ProgressReport.State.PUBLISHED
    return ProgressReport.objects.filter(pk=report_id, state=published).exists()


class Snapshot(models.Model):
    """Everything that a report says, frozen: written once, and gone when a later build replaces it.

    `sha256` is that of `content` as canonical JSON.
    """

    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.sha256[:12]

    def save(self, *args, **kwargs):
        """Written once."""
        if not self._state.adding:
            raise Immutable
        super().save(*args, **kwargs)


class PartOfReport(models.Model):
    """A part of a report, its texts and files: those of a published one stand still."""

    objects = PartQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Not once the report is published."""
        if is_published(self.report_id):
            raise Immutable
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """As above."""
        if is_published(self.report_id):
            raise Immutable
        return super().delete(*args, **kwargs)


class ReportFile(PartOfReport):
    """A made file: its place under the media root, its size and its checksum.

    The snapshot and the pack hold both languages, so their `language` is empty.
    """

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "DOCX"
        XLSX = "xlsx", "XLSX"
        JSON = "json", "JSON"
        ZIP = "zip", "ZIP"

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="files")
    format = models.CharField(max_length=5, choices=Format)
    language = models.CharField(max_length=2, blank=True)
    path = models.CharField(max_length=300)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "format", "language"], name="monitoring_reportfile_unique"
            )
        ]

    def __str__(self):
        return f"{self.report_id}: {self.name}"

    @property
    def name(self) -> str:
        """`pdf-pl`, `json`: the last part of its address."""
        return f"{self.format}-{self.language}" if self.language else self.format

    @property
    def filename(self) -> str:
        """What the file is called when it is saved."""
        ending = f"-{self.language}" if self.language else ""
        return f"{self.report.slug}{ending}.{self.format}"
