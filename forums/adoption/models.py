"""From draft to adoption: frozen versions, the record of steps, consultations, opinions, resolutions."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forums.bodies.models import Commission, GoverningBody, Team
from forums.drafting.models import person
from metropolis.ui.written_once import WrittenOnce
from strategy.models import ActionPlan
from strategy.plans.content import PlanContent


class PlanVersion(WrittenOnce):
    """The whole plan as it was at a moment: when it went on to the next step, or when it was adopted.

    `number` counts all versions of a plan, `adopted_number` the adopted ones, which are public. The row is
    never changed: `checksum` is the SHA-256 of `canonical(content)`, which anybody can download and check.
    """

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    adopted_number = models.PositiveIntegerField(null=True)
    content = models.JSONField()
    checksum = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = person()

    class Meta:
        verbose_name = _("version of a plan")
        verbose_name_plural = _("versions of plans")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="forums_planversion_unique"),
            models.UniqueConstraint(
                fields=["plan", "adopted_number"], name="forums_planversion_adopted_unique"
            ),
        ]

    def __str__(self):
        return f"{self.plan} {self.number}"

    @property
    def is_adopted(self) -> bool:
        """Whether the version was adopted, and so is public."""
        return self.adopted_number is not None

    @property
    def document(self) -> PlanContent:
        """The plan as it was."""
        return PlanContent.from_json(self.content)


class PlanEvent(models.Model):
    """A step that was taken: who, when, from which state to which, why. Rows are only added."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(max_length=30)
    source = models.CharField(max_length=18, blank=True)
    target = models.CharField(max_length=18, blank=True)
    is_amendment = models.BooleanField(default=False)
    by = person("plan_events")
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)
    version = models.ForeignKey(PlanVersion, null=True, on_delete=models.PROTECT, related_name="events")

    class Meta:
        verbose_name = _("step of a plan")
        verbose_name_plural = _("steps of plans")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.plan}: {self.step}"


class Consultation(models.Model):
    """A consultation among all teams, until the end of the day of its deadline."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="consultations")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="consultations")
    deadline = models.DateField(_("deadline"))
    opened_by = person()
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(closed_at__isnull=True), name="forums_consultation_one_open"
            ),
        ]

    def __str__(self):
        return f"{self.plan}: {self.deadline}"

    @property
    def ended_early(self) -> datetime.date | None:
        """The day on which the Office ended it before its deadline was over; None: it lasted until then."""
        day = timezone.localdate(self.closed_at) if self.closed_at else None
        return day if day and day <= self.deadline else None


class ConsultationAnswer(models.Model):
    """What a team says to the whole plan; its detailed remarks are proposals and comments."""

    class Verdict(models.TextChoices):
        NO_REMARKS = "no_remarks", pgettext_lazy("answer of a team", "no remarks")
        REMARKS = "remarks", pgettext_lazy("answer of a team", "with remarks")

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="answers")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="consultation_answers")
    verdict = models.CharField(_("answer"), max_length=10, choices=Verdict)
    text = models.TextField(_("remarks"), blank=True)
    by = person()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("answer in a consultation")
        verbose_name_plural = _("answers in consultations")
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "team"], name="forums_consultationanswer_unique"),
        ]

    def __str__(self):
        return f"{self.team}: {self.verdict}"


class Opinion(models.Model):
    """The opinion on a version: of a commission, or of whoever is named in an area without one."""

    class Verdict(models.TextChoices):
        POSITIVE = "positive", pgettext_lazy("opinion on a plan", "positive")
        REMARKS = "remarks", pgettext_lazy("opinion on a plan", "positive with remarks")
        NEGATIVE = "negative", pgettext_lazy("opinion on a plan", "negative")

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="opinions")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="opinions")
    commission = models.ForeignKey(Commission, null=True, on_delete=models.PROTECT, related_name="opinions")
    given_by = models.CharField(_("who gave the opinion"), max_length=200, blank=True)
    verdict = models.CharField(_("opinion"), max_length=10, choices=Verdict)
    text = models.TextField(_("reasons and remarks"), blank=True)
    given_on = models.DateField(_("day of the opinion"))
    recorded_by = person()
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ["-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(commission__isnull=False) | ~Q(given_by=""), name="forums_opinion_has_a_giver"
            ),
        ]

    def __str__(self):
        return f"{self.plan}: {self.verdict}"


class Resolution(models.Model):
    """The resolution by which a body adopted a version. The document is a link or a file, or neither."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="resolutions")
    version = models.OneToOneField(PlanVersion, on_delete=models.PROTECT, related_name="resolution")
    body = models.ForeignKey(
        GoverningBody, on_delete=models.PROTECT, related_name="resolutions", verbose_name=_("body")
    )
    number = models.CharField(_("number of the resolution"), max_length=60)
    adopted_on = models.DateField(_("day of the resolution"))
    document_url = models.URLField(_("address of the document"), max_length=500, blank=True)
    document = models.FileField(_("document"), upload_to="resolutions/%Y/", blank=True)
    recorded_by = person()
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        ordering = ["-adopted_on"]

    def __str__(self):
        return f"{self.number} ({self.adopted_on})"


class ActionResponsibility(models.Model):
    """The team that answers for an action in force; adoption writes it from the adopted version."""

    action = models.OneToOneField(
        "strategy.Action", on_delete=models.CASCADE, related_name="responsibility", verbose_name=_("action")
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="responsibilities", verbose_name=_("team")
    )

    class Meta:
        verbose_name = _("responsibility for an action")
        verbose_name_plural = _("responsibilities for actions")

    def __str__(self):
        return f"{self.team}: {self.action}"
