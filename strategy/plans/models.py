"""Action plans: their names, areas and states. Sections and actions come with drafting."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from metropolis.ui.models import SearchableModel
from strategy.areas.models import ThematicArea
from strategy.fields import CodeField
from strategy.provenance import SourcedModel


class ActionPlan(SourcedModel, SearchableModel):
    """A plan of an area. An empty state means that public sources do not say how far it is."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of a plan", "draft")
        CONSULTATION = "consultation", pgettext_lazy("state of a plan", "in consultation")
        WITH_COMMISSION = "with_commission", pgettext_lazy("state of a plan", "with the commission")
        OPINION_GIVEN = "opinion_given", pgettext_lazy("state of a plan", "opinion given")
        ADOPTED = "adopted", pgettext_lazy("state of a plan", "adopted")
        IN_IMPLEMENTATION = "in_implementation", pgettext_lazy("state of a plan", "in implementation")
        CLOSED = "closed", pgettext_lazy("state of a plan", "closed")

    search_fields = ("name_pl", "name_en", "code")

    area = models.ForeignKey(
        ThematicArea, on_delete=models.PROTECT, related_name="plans", verbose_name=_("thematic area")
    )
    code = CodeField(unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=300)
    state = models.CharField(_("state"), max_length=18, choices=State, blank=True)
    state_sources = models.JSONField(_("sources of the state"), default=list, blank=True)
    state_note = models.CharField(_("about the state"), max_length=300, blank=True)
    structure_note = models.CharField(_("about the contents"), max_length=300, blank=True)
    period_start = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    period_end = models.PositiveSmallIntegerField(_("until year"), null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")
        ordering = ["area__order", "order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_start__isnull=True)
                | Q(period_end__isnull=True)
                | Q(period_end__gte=F("period_start")),
                name="strategy_actionplan_ends_after_start",
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise ValidationError({"period_end": _("The end comes before the beginning.")})
