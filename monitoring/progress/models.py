"""How an action goes: what its team says of it for a period, in revisions."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from strategy.indicators.models import validate_period
from strategy.indicators.periods import Period
from strategy.models import Action, FundingSource

from .querysets import ProgressQuerySet, RevisionQuerySet


class ActionProgress(models.Model):
    """Action x period: the key. `current` is the latest accepted revision; only accepting moves it."""

    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, related_name="progress", verbose_name=_("action")
    )
    period = models.CharField(_("period"), max_length=7, validators=[validate_period])
    period_end = models.DateField(editable=False)
    current = models.ForeignKey(
        "ProgressRevision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ProgressQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress of an action")
        verbose_name_plural = _("progress of actions")
        constraints = [
            models.UniqueConstraint(fields=["action", "period"], name="monitoring_actionprogress_unique")
        ]
        indexes = [models.Index(fields=["action", "period_end"])]

    def __str__(self):
        return f"{self.action.code} {self.period}"

    def save(self, *args, **kwargs):
        self.period_end = Period.parse(self.period).end
        super().save(*args, **kwargs)


class ProgressRevision(models.Model):
    """An answer about an action in a period. Typing overwrites a draft; what was sent is never overwritten.

    It says everything as of its period: milestones and money are the whole picture, not the change.
    `version` counts the saves of a draft, so that a stale form is refused. `correction_reason` makes it a
    late correction: only such a revision may be decided about in a locked period.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of a report on an action", "draft")
        SUBMITTED = "submitted", pgettext_lazy("state of a report on an action", "submitted")
        ACCEPTED = "accepted", pgettext_lazy("state of a report on an action", "accepted")
        RETURNED = "returned", pgettext_lazy("state of a report on an action", "returned")

    class Stage(models.TextChoices):
        NOT_STARTED = "not_started", pgettext_lazy("stage of an action", "not started")
        IN_PROGRESS = "in_progress", pgettext_lazy("stage of an action", "in progress")
        DELAYED = "delayed", pgettext_lazy("stage of an action", "delayed or blocked")
        DONE = "done", pgettext_lazy("stage of an action", "done")
        ABANDONED = "abandoned", pgettext_lazy("stage of an action", "abandoned")

    progress = models.ForeignKey(ActionProgress, on_delete=models.PROTECT, related_name="revisions")
    revision = models.PositiveSmallIntegerField(_("revision"), default=1)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    stage = models.CharField(_("how the action stands"), max_length=12, choices=Stage)
    percent = models.PositiveSmallIntegerField(_("per cent done"))
    done = models.TextField(_("what was done"), blank=True)
    blocks = models.TextField(_("what blocks"), blank=True)
    explanation = models.TextField(_("explanation"), blank=True)
    correction_reason = models.TextField(_("reason of the correction"), blank=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("author"),
    )  # fmt: skip
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("decided by"),
    )  # fmt: skip
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    reason = models.TextField(_("reason of the return"), blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed at"), auto_now=True)
    submitted_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("report on an action")
        verbose_name_plural = _("reports on actions")
        ordering = ["progress_id", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["progress", "revision"], name="monitoring_progressrevision_unique"
            ),
            models.UniqueConstraint(
                fields=["progress"], condition=Q(state="draft"), name="monitoring_progressrevision_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100), name="monitoring_progressrevision_percent"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(published_at__isnull=False),
                name="monitoring_progressrevision_accepted_is_published",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""),
                name="monitoring_progressrevision_return_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="draft") | Q(correction_reason=""),
                name="monitoring_progressrevision_correction_is_sent",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(author__isnull=True) | ~Q(decided_by=F("author")),
                name="monitoring_progressrevision_second_person",
            ),
        ]
        indexes = [models.Index(fields=["state", "submitted_at"])]

    def __str__(self):
        return f"{self.stage} {self.percent}% ({self.state})"


class MilestoneProgress(models.Model):
    """What a revision says of a milestone: reached on a day, or now expected on one.

    Name and day are those of the plan when this was written: an amendment may take the milestone out, and
    what was said of it stays.
    """

    revision = models.ForeignKey(ProgressRevision, on_delete=models.CASCADE, related_name="milestones")
    key = models.CharField(max_length=12)
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("name"), max_length=300)
    due = models.DateField(_("due"), null=True, blank=True)
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    expected_on = models.DateField(_("now expected on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("progress of a milestone")
        verbose_name_plural = _("progress of milestones")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "key"], name="monitoring_milestoneprogress_unique"),
            models.CheckConstraint(
                condition=Q(reached_on__isnull=True) | Q(expected_on__isnull=True),
                name="monitoring_milestoneprogress_reached_or_expected",
            ),
        ]

    def __str__(self):
        return f"{self.key} {self.name}"


class Spending(models.Model):
    """What was spent from one source in one year, in PLN, as a revision knows it."""

    revision = models.ForeignKey(ProgressRevision, on_delete=models.CASCADE, related_name="spending")
    source = models.ForeignKey(FundingSource, on_delete=models.PROTECT, related_name="spending")
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.DecimalField(_("spent, PLN"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("spending")
        verbose_name_plural = _("spending")
        ordering = ["year", "source__order"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "source", "year"], name="monitoring_spending_unique"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="monitoring_spending_not_negative"),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="monitoring_spending_year"
            ),
        ]

    def __str__(self):
        return f"{self.source} {self.year}"
