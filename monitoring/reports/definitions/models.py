"""Definitions of reports that open by themselves, and which periods each has opened."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from monitoring.reports.kinds import PERIODS_OF, REPORTED, Scoped
from strategy.indicators.models import validate_period
from strategy.indicators.periods import Frequency

from .titles import validate_pattern

LONGEST_LEAD = 366


def _period_fits() -> Q:
    fits = Q(frequency__in=[str(frequency) for frequency in REPORTED])
    for kind, frequencies in PERIODS_OF.items():
        fits &= ~Q(kind=kind) | Q(frequency__in=[str(frequency) for frequency in frequencies])
    return fits


class ReportDefinition(Scoped):
    """A report that comes back with every period: what it is, when it is due, who is told.

    Due days before `starts_on` open nothing, so that switching a definition on does not bring the past.
    """

    FREQUENCIES = [(frequency.value, frequency.label) for frequency in REPORTED]

    name = models.CharField(_("name"), max_length=120, unique=True)
    is_active = models.BooleanField(pgettext_lazy("definition", "switched on"), default=True)
    title_pl = models.CharField(_("title in Polish"), max_length=150, validators=[validate_pattern])
    title_en = models.CharField(_("title in English"), max_length=150, validators=[validate_pattern])
    frequency = models.CharField(
        _("reports on"), max_length=10, choices=FREQUENCIES, default=Frequency.YEAR.value
    )
    lead_days = models.PositiveSmallIntegerField(
        _("days after the end of the period"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_LEAD)],
    )
    starts_on = models.DateField(_("from this day on"), default=timezone.localdate)
    recipients = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("people of the Office")
    )
    emails = models.JSONField(_("e-mail addresses of bodies"), default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords(m2m_fields=[recipients])

    class Meta(Scoped.Meta):
        abstract = False
        verbose_name = _("definition of a report")
        verbose_name_plural = _("definitions of reports")
        ordering = ["name"]
        constraints = [
            *Scoped.Meta.constraints,
            models.CheckConstraint(
                condition=_period_fits(),
                name="monitoring_reportdefinition_period_fits",
                violation_error_message=_("This kind of report does not report on such periods."),
            ),
            models.CheckConstraint(
                condition=Q(lead_days__gte=1, lead_days__lte=LONGEST_LEAD),
                name="monitoring_reportdefinition_lead_days",
            ),
        ]

    def __str__(self):
        return self.name


class ScheduledRun(models.Model):
    """That a definition has opened the report on a period: the key lets it do so once."""

    definition = models.ForeignKey(ReportDefinition, on_delete=models.CASCADE, related_name="runs")
    period = models.CharField(_("period"), max_length=7, validators=[validate_period])
    report = models.OneToOneField(
        "monitoring.ProgressReport", null=True, on_delete=models.SET_NULL, related_name="run"
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # empty: the calendar
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["definition", "period"], name="monitoring_scheduledrun_once")
        ]

    def __str__(self):
        return f"{self.definition_id}: {self.period}"
