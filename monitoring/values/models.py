"""What was measured. An observation is the key; its values are revisions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from strategy.indicators.models import validate_period, value_field
from strategy.indicators.periods import Period
from strategy.models import Indicator, Municipality

from .querysets import IndicatorValueQuerySet, ObservationQuerySet, PeriodLockQuerySet


class Observation(models.Model):
    """Indicator x municipality (None: the metropolis) x period.

    `current` is the latest verified revision; only verification moves it, under a lock.
    """

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="observations", verbose_name=_("indicator")
    )
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="observations"
    )
    period = models.CharField(_("period"), max_length=7, validators=[validate_period])
    period_start = models.DateField(editable=False)
    period_end = models.DateField(editable=False)
    current = models.ForeignKey(
        "IndicatorValue", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ObservationQuerySet.as_manager()
    counted_by = "indicator_id"  # in version counters: a correction counts its own indicator anew

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "municipality", "period"],
                condition=Q(municipality__isnull=False),
                name="monitoring_observation_municipal_unique",
            ),
            models.UniqueConstraint(
                fields=["indicator", "period"],
                condition=Q(municipality__isnull=True),
                name="monitoring_observation_metropolitan_unique",
            ),
        ]
        indexes = [models.Index(fields=["indicator", "period_end"])]

    def __str__(self):
        return f"{self.indicator.code} {self.municipality or ''} {self.period}"

    def save(self, *args, **kwargs):
        period = Period.parse(self.period)
        self.period_start, self.period_end = period.start, period.end
        super().save(*args, **kwargs)


class IndicatorValue(models.Model):
    """One revision of an observation. Typing overwrites a draft; from `submitted` on rows only add up.

    `version` counts the saves of a draft, so that a stale form is refused. `proposed` marks a draft that was
    filled in from the last value and that nobody has confirmed. `published_at` is when the public could
    first see the value; "as of a day" means published by the end of it. `correction_reason` marks a late
    correction: only such a revision may be verified in a locked period.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of a value", "draft")
        PROVISIONAL = "provisional", pgettext_lazy("state of a value", "provisional")
        SUBMITTED = "submitted", pgettext_lazy("state of a value", "submitted")
        VERIFIED = "verified", pgettext_lazy("state of a value", "verified")
        RETURNED = "returned", pgettext_lazy("state of a value", "returned")

    observation = models.ForeignKey(
        Observation, on_delete=models.PROTECT, related_name="values", verbose_name=_("observation")
    )
    revision = models.PositiveSmallIntegerField(_("revision"), default=1)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    proposed = models.BooleanField(_("only proposed"), default=False)
    value = value_field(_("value"))
    numerator = value_field(_("numerator"), null=True, blank=True)
    denominator = value_field(_("denominator"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    source_url = models.CharField(_("address of the source"), max_length=400, blank=True)
    confidence = models.CharField(_("confidence"), max_length=6, blank=True)
    note = models.TextField(_("note"), blank=True)
    explanation = models.TextField(_("explanation of an odd value"), blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("author"),
    )  # fmt: skip
    link = models.ForeignKey(
        "monitoring.ReporterLink", null=True, blank=True, on_delete=models.PROTECT, related_name="values",
        verbose_name=_("entered by a link"),
    )  # fmt: skip
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("decided by"),
    )  # fmt: skip
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    reason = models.TextField(_("reason of the return"), blank=True)
    correction_reason = models.TextField(_("reason of the correction"), blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)
    submitted_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    objects = IndicatorValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("value")
        verbose_name_plural = _("values")
        ordering = ["observation_id", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["observation", "revision"], name="monitoring_value_revision_unique"
            ),
            models.UniqueConstraint(
                fields=["observation"], condition=Q(state="draft"), name="monitoring_value_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__isnull=False),
                name="monitoring_value_ratio_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0),
                name="monitoring_value_denominator_positive",
            ),
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(published_at__isnull=False),
                name="monitoring_value_verified_is_published",
            ),
            models.CheckConstraint(
                condition=Q(proposed=False) | Q(state="draft"), name="monitoring_value_proposal_is_draft"
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""), name="monitoring_value_return_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=True) | Q(link__isnull=True), name="monitoring_value_one_author"
            ),
            models.CheckConstraint(
                condition=~Q(state="draft") | Q(correction_reason=""),
                name="monitoring_value_correction_is_sent",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "submitted_at"]),
            models.Index(fields=["published_at"]),
            # Few values are ever corrected: counting finds them among millions without reading all.
            models.Index(
                fields=["observation"], condition=Q(revision__gt=1), name="monitoring_value_corrections"
            ),
        ]

    def __str__(self):
        return f"{self.value} ({self.state})"

    @property
    def entered_by(self):
        """The person or the link that the numbers came from; None for what was loaded or imported."""
        return self.author or self.link


class PeriodLock(models.Model):
    """The Office closed a period: its values change by late corrections only. Unlocking keeps the row.

    A lock holds for every observation whose period lies within it: that of a year also for its quarters.
    """

    period = models.CharField(_("period"), max_length=7, validators=[validate_period])
    period_start = models.DateField(editable=False)
    period_end = models.DateField(editable=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("locked by")
    )
    locked_at = models.DateTimeField(_("locked at"))
    unlocked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("unlocked by"),
    )  # fmt: skip
    unlocked_at = models.DateTimeField(_("unlocked at"), null=True, blank=True)
    unlock_reason = models.CharField(_("reason of the unlocking"), max_length=300, blank=True)

    objects = PeriodLockQuerySet.as_manager()

    class Meta:
        verbose_name = _("lock of a period")
        verbose_name_plural = _("locks of periods")
        ordering = ["-locked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["period"],
                condition=Q(unlocked_at__isnull=True),
                name="monitoring_lock_one_per_period",
            ),
            models.CheckConstraint(
                condition=Q(unlocked_at__isnull=True, unlocked_by__isnull=True, unlock_reason="")
                | Q(unlocked_at__isnull=False, unlocked_by__isnull=False) & ~Q(unlock_reason=""),
                name="monitoring_lock_opened_with_reason",
            ),
        ]

    def __str__(self):
        return self.period

    def save(self, *args, **kwargs):
        period = Period.parse(self.period)
        self.period_start, self.period_end = period.start, period.end
        super().save(*args, **kwargs)
