"""A reporting campaign: who owes which values for a period, by when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forums.models import Team
from metropolis.ui.addresses import address_of
from monitoring.values.models import Observation
from strategy.indicators.models import validate_period
from strategy.models import Indicator, Partner

from .querysets import OFFICE_SLUG, CampaignQuerySet, SubmissionQuerySet


class Campaign(models.Model):
    """The Office asks for the values of a period. The deadline lasts to the end of its day."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("state of a campaign", "planned")
        OPEN = "open", pgettext_lazy("state of a campaign", "open")
        CLOSED = "closed", pgettext_lazy("state of a campaign", "closed")

    slug = models.SlugField(_("address"), unique=True)
    period = models.CharField(_("period"), max_length=7, validators=[validate_period])
    indicators = models.ManyToManyField(Indicator, related_name="campaigns", verbose_name=_("indicators"))
    deadline = models.DateField(_("deadline"))
    message = models.TextField(_("message to the teams"), blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PLANNED, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        editable=False,
    )  # fmt: skip
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting campaign")
        verbose_name_plural = _("reporting campaigns")
        ordering = ["-period", "slug"]

    def __str__(self):
        return self.period if self.slug == self.period.lower() else f"{self.period} ({self.slug})"

    def get_absolute_url(self):
        return address_of("campaign_matrix", self.slug)

    @property
    def is_overdue(self) -> bool:
        """Whether the deadline, which lasts to the end of its day, has passed."""
        return self.deadline < timezone.localdate()


class Submission(models.Model):
    """What one supplier (a team, a partner or the Office) owes in a campaign."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of a submission", "open")
        SUBMITTED = "submitted", pgettext_lazy("state of a submission", "submitted")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="submissions")
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="submissions"
    )
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="submissions"
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "team"],
                condition=Q(team__isnull=False),
                name="monitoring_submission_team_unique",
            ),
            models.UniqueConstraint(
                fields=["campaign", "partner"],
                condition=Q(partner__isnull=False),
                name="monitoring_submission_partner_unique",
            ),
            models.UniqueConstraint(
                fields=["campaign"],
                condition=Q(team__isnull=True, partner__isnull=True),
                name="monitoring_submission_office_unique",
            ),
            models.CheckConstraint(
                condition=Q(team__isnull=True) | Q(partner__isnull=True),
                name="monitoring_submission_one_supplier",
            ),
        ]

    def __str__(self):
        return f"{self.campaign_id}: {self.supplier}"

    @property
    def supplier(self) -> str:
        """The last part of its address: a team's slug, `partner-<slug>` or `biuro`."""
        if self.team_id:
            return self.team.slug
        return f"partner-{self.partner.slug}" if self.partner_id else OFFICE_SLUG

    @property
    def supplier_name(self) -> str:
        """Who owes it: the municipality, the partner or the Office."""
        if self.team_id:
            return self.team.municipality.name
        return self.partner.name if self.partner_id else str(_("Association Office"))

    def address(self, page: str = "campaign_entry") -> str:
        """The page of this submission: its entry, its check or its confirmation."""
        return address_of(page, self.campaign.slug, self.supplier)

    def row_address(self, row: int) -> str:
        """Where a row is answered, on whichever page of a long form it stands."""
        return f"{self.address()}?row={row}#row-{row}"

    def evidence_address(self, row: int) -> str:
        """Where the evidence files of a row are."""
        return address_of("campaign_evidence", self.campaign.slug, self.supplier, row)


class DueValue(models.Model):
    """One row of a submission: a value that is owed. `no_data_reason` says why there is none."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="rows")
    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="due")
    no_data_reason = models.CharField(_("no data, because"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("value due")
        verbose_name_plural = _("values due")
        constraints = [
            models.UniqueConstraint(fields=["submission", "observation"], name="monitoring_duevalue_unique")
        ]

    def __str__(self):
        return f"{self.submission_id}: {self.observation_id}"
