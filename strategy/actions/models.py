"""Actions of the plans in force: what was adopted, as rows that goals, money and monitoring refer to.

Drafts live in `forums.drafting` as documents. Adoption writes the adopted content here, in one
transaction (`strategy.actions.publishing`), and nothing else does: there is no form for these rows.
Texts are in the plan's language, which is Polish.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from metropolis.ui.models import SearchableModel
from strategy.fields import CodeField
from strategy.funding.models import FundingSource
from strategy.goals.models import Goal
from strategy.indicators.models import Indicator
from strategy.municipalities.models import Municipality
from strategy.partners.models import Partner
from strategy.plans.models import ActionPlan


class ActionQuerySet(models.QuerySet):
    """Actions as lists need them."""

    def in_force(self):
        """Actions of adopted versions; an amendment may have taken others out. Examples are no plans."""
        return self.filter(withdrawn_at__isnull=True, plan__is_example=False)


class Action(SearchableModel):
    """An action of an adopted plan. Its code is never reused, so an action taken out keeps its row."""

    class Kind(models.TextChoices):
        SINGLE = "single", _("municipal project of supra-local effect")
        BUNDLE = "bundle", _("bundle of municipal projects")
        PARTNERSHIP = "partnership", _("supra-local partnership project")
        CONTINUOUS = "continuous", _("continuous task")

    search_fields = ("title", "code")

    plan = models.ForeignKey(
        ActionPlan, on_delete=models.PROTECT, related_name="actions", verbose_name=_("action plan")
    )
    code = CodeField(unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    is_obligatory = models.BooleanField(_("obligatory for all municipalities"), default=False)
    is_flagship = models.BooleanField(_("flagship"), default=False)
    goals = models.ManyToManyField(Goal, blank=True, related_name="actions", verbose_name=_("goals"))
    indicators = models.ManyToManyField(
        Indicator, blank=True, related_name="actions", verbose_name=_("indicators")
    )
    lead_municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="led_actions"
    )
    lead_partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="led_actions"
    )
    municipalities = models.ManyToManyField(Municipality, blank=True, related_name="actions")
    partners = models.ManyToManyField(Partner, blank=True, related_name="actions")
    responsible_function = models.CharField(_("responsible function"), max_length=200, blank=True)
    start = models.DateField(_("start"), null=True, blank=True)
    end = models.DateField(_("end"), null=True, blank=True)
    cost = models.DecimalField(_("cost, PLN"), max_digits=14, decimal_places=2, null=True, blank=True)
    depends_on = models.ManyToManyField("self", blank=True, symmetrical=False, related_name="dependants")
    withdrawn_at = models.DateTimeField(_("taken out on"), null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["plan__area__order", "plan__order", "order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=F("start")),
                name="strategy_action_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(lead_municipality__isnull=True) | Q(lead_partner__isnull=True),
                name="strategy_action_has_one_lead",
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0), name="strategy_action_cost_not_negative"
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}"


class Milestone(models.Model):
    """A point in an action's schedule."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    key = models.CharField(max_length=12)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=300)
    due = models.DateField(_("due"), null=True, blank=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["due", "order"]
        constraints = [
            models.UniqueConstraint(fields=["action", "key"], name="strategy_milestone_unique"),
        ]

    def __str__(self):
        return self.name


class ProductIndicator(models.Model):
    """What an action itself delivers, counted (wskaźnik produktu)."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="products")
    key = models.CharField(max_length=12)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=300)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=4, null=True, blank=True)

    class Meta:
        verbose_name = _("product indicator")
        verbose_name_plural = _("product indicators")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["action", "key"], name="strategy_productindicator_unique"),
        ]

    def __str__(self):
        return self.name


class Funding(models.Model):
    """Money for an action from one source in one year, in PLN: needed, and secured of it."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="funding")
    source = models.ForeignKey(FundingSource, on_delete=models.PROTECT, related_name="funding")
    year = models.PositiveSmallIntegerField(_("year"))
    planned = models.DecimalField(_("planned, PLN"), max_digits=14, decimal_places=2)
    secured = models.DecimalField(_("secured, PLN"), max_digits=14, decimal_places=2, default=0)

    class Meta:
        verbose_name = _("funding")
        verbose_name_plural = _("funding")
        ordering = ["year", "source__order"]
        constraints = [
            models.UniqueConstraint(fields=["action", "source", "year"], name="strategy_funding_unique"),
            models.CheckConstraint(
                condition=Q(planned__gte=0) & Q(secured__gte=0), name="strategy_funding_not_negative"
            ),
        ]

    def __str__(self):
        return f"{self.source} {self.year}"
