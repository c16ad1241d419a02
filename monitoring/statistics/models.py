"""Official statistics: who asked for what, which figures came, and what the municipality says of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from metropolis.jobs.models import Job
from monitoring.values.models import IndicatorValue
from strategy.models import Indicator


class StatisticsRun(models.Model):
    """One import from the Local Data Bank or from a file: the record of it, kept for good.

    `done` names the indicators that are finished, so that an import which had to wait goes on where it
    stopped. `payload` holds the figures of a file until somebody confirms them.
    """

    class Origin(models.TextChoices):
        API = "api", pgettext_lazy("origin of figures", "Local Data Bank")
        FILE = "file", pgettext_lazy("origin of figures", "file")

    origin = models.CharField(_("origin"), max_length=4, choices=Origin)
    indicators = models.ManyToManyField(Indicator, related_name="+", verbose_name=_("indicators"))
    year_from = models.PositiveSmallIntegerField(_("from the year"))
    year_to = models.PositiveSmallIntegerField(_("to the year"))
    file_name = models.CharField(_("file"), max_length=200, blank=True)
    payload = models.JSONField(default=list, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("started by"),
    )  # fmt: skip
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    new = models.PositiveIntegerField(_("new values"), default=0)
    same = models.PositiveIntegerField(_("unchanged values"), default=0)
    revised = models.PositiveIntegerField(_("revised values"), default=0)
    skipped = models.JSONField(_("left out"), default=dict, blank=True)
    faults = models.JSONField(_("faults"), default=list, blank=True)
    done = models.JSONField(default=list, blank=True)
    calls = models.PositiveIntegerField(_("calls"), default=0)
    put_offs = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("import of statistics")
        verbose_name_plural = _("imports of statistics")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year_from__lte=F("year_to")), name="monitoring_statistics_years_in_order"
            )
        ]

    def __str__(self):
        return f"{self.get_origin_display()} {self.years}"

    def get_absolute_url(self):
        return reverse("statistics_run", args=[self.pk])

    @property
    def years(self) -> str:
        """`2020–2024`, or the one year."""
        if self.year_from == self.year_to:
            return str(self.year_from)
        return f"{self.year_from}–{self.year_to}"

    @property
    def awaits_confirmation(self) -> bool:
        """Whether a file was read and nobody has confirmed it yet."""
        return self.origin == self.Origin.FILE and self.job_id is None and self.finished_at is None


class OfficialFigureQuerySet(models.QuerySet):
    """Figures of statistics, by whom they wait for."""

    def provisional(self):
        """Those that the Office has not decided about."""
        return self.filter(value__state=IndicatorValue.State.PROVISIONAL)

    def waiting(self):
        """Those about which the municipality has not said anything."""
        return self.provisional().filter(opinion="")

    def of_places(self, municipalities):
        """Those of some municipalities."""
        return self.filter(value__observation__municipality__in=municipalities)

    def with_subject(self):
        """All that a line needs, in one query."""
        return self.select_related(
            "value__observation__indicator__area", "value__observation__municipality", "answered_by"
        )


class OfficialFigure(models.Model):
    """What statistics say about a value: its variable, unit and date; and whether the municipality agrees."""

    class Opinion(models.TextChoices):
        NONE = "", pgettext_lazy("opinion on a figure", "waits for the municipality")
        CONFIRMED = "confirmed", pgettext_lazy("opinion on a figure", "confirmed by the municipality")
        CONTESTED = "contested", pgettext_lazy("opinion on a figure", "contested by the municipality")

    value = models.OneToOneField(IndicatorValue, on_delete=models.PROTECT, related_name="official")
    run = models.ForeignKey(StatisticsRun, on_delete=models.PROTECT, related_name="figures")
    variable = models.PositiveIntegerField(_("variable"))
    unit = models.CharField(_("unit of the Local Data Bank"), max_length=12)
    attribute = models.IntegerField(_("mark of the figure"), null=True, blank=True)
    updated_on = models.DateField(_("figures as of"), null=True, blank=True)
    revises = models.BooleanField(_("revises an earlier figure"), default=False)
    opinion = models.CharField(_("opinion"), max_length=10, choices=Opinion, blank=True, default="")
    opinion_reason = models.TextField(_("reason"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("answered by"),
    )  # fmt: skip
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = OfficialFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure of statistics")
        verbose_name_plural = _("figures of statistics")
        constraints = [
            models.CheckConstraint(
                condition=~Q(opinion="contested") | ~Q(opinion_reason=""),
                name="monitoring_figure_contest_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(opinion="") | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="monitoring_figure_opinion_has_author",
            ),
        ]

    def __str__(self):
        return f"{self.variable} {self.unit}"

    @property
    def badge(self) -> str:
        """The kind of the state badge that shows the opinion."""
        return {"confirmed": "done", "contested": "problem"}.get(self.opinion, "waiting")


class StoredAnswer(models.Model):
    """The last answer to an address of the API, to ask next time only whether it has changed."""

    key = models.CharField(max_length=64, unique=True)
    address = models.TextField()
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    body = models.TextField()
    fetched_at = models.DateTimeField()

    def __str__(self):
        return self.address


class ApiCall(models.Model):
    """One call to the API, by any process: what the limits are counted by."""

    at = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"{self.at}"


class ApiGate(models.Model):
    """One row that all processes pass in turn; closed for a time when the API said it was asked too often."""

    next_call_at = models.DateTimeField(null=True)
    closed_until = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.closed_until or ''}"
