"""Progress reports: frozen data, the Office's narrative, the files that were made."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from strategy.indicators.models import validate_period

from .kinds import Scoped
from .querysets import ProgressReportQuerySet


class ProgressReport(Scoped):
    """A report on a period: what was published by the day `as_of` about periods that ended with it or before.

    It can be built again until it is published; then it never changes. `definition` is the one that opened
    it, if any.
    """

    class State(models.TextChoices):
        NEW = "new", _("not built yet")
        BUILT = "built", _("built, not published")
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
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        editable=False,
    )  # fmt: skip
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
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("report", args=[self.slug])

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


class Snapshot(models.Model):
    """Everything that a report says, frozen. `sha256` is that of `content` as canonical JSON."""

    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.sha256[:12]


class ReportSection(models.Model):
    """The Office's narrative of one chapter: kept when the report is built again."""

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="sections")
    chapter = models.CharField(_("chapter"), max_length=60)
    text_pl = models.TextField(_("text in Polish"), blank=True)
    text_en = models.TextField(_("text in English"), blank=True)
    version = models.PositiveIntegerField(default=1)
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


class ReportFile(models.Model):
    """A made file: its place under the media root, its size and its checksum.

    The snapshot holds both languages, so its `language` is empty.
    """

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        XLSX = "xlsx", "XLSX"
        JSON = "json", "JSON"

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="files")
    format = models.CharField(max_length=5, choices=Format)
    language = models.CharField(max_length=2, blank=True)
    path = models.CharField(max_length=300)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

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
