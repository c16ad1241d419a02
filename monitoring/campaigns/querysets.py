"""Who sees which campaigns and submissions."""

from django.db import models

from forums.bodies.permissions import is_office, teams_of

OFFICE_SLUG = "biuro"
"""How the Office's own submission is called in addresses, which are the same in both languages."""


class CampaignQuerySet(models.QuerySet):
    """Campaigns, by who asks."""

    def visible_to(self, user):
        """The Office sees all; a team those that were opened and ask it for something."""
        if is_office(user):
            return self
        asked = self.filter(submissions__team__in=teams_of(user)).exclude(state="planned")
        return asked.distinct()


class SubmissionQuerySet(models.QuerySet):
    """Submissions, by who owes them."""

    def visible_to(self, user):
        """The Office sees all, a team its own."""
        if is_office(user):
            return self
        return self.filter(team__in=teams_of(user))

    def of_supplier(self, supplier: str):
        """By the last part of the address: a team's slug, `partner-<slug>` or the Office."""
        if supplier == OFFICE_SLUG:
            return self.filter(team__isnull=True, partner__isnull=True)
        if supplier.startswith("partner-"):
            return self.filter(partner__slug=supplier.removeprefix("partner-"))
        return self.filter(team__slug=supplier)

    def asked_now(self):
        """Those of open campaigns, and those that came back after the closing."""
        reopened = models.Q(campaign__state="closed", state="open", submitted_at__isnull=False)
        return self.filter(models.Q(campaign__state="open") | reopened)

    def with_supplier(self):
        """All that names a submission, in one query."""
        return self.select_related("campaign", "team__municipality", "partner")
