"""Action plans: their names, areas and states. Sections and actions come with drafting."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from metropolis.ui.models import SearchableModel
from strategy.areas.models import ThematicArea
from strategy.fields import CodeField
from strategy.provenance import SourcedModel


class ActionPlan(SourcedModel, SearchableModel):
    """A plan of an area. An empty state means that public sources do not say how far it is."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        CONSULTATION = "consultation", _("in consultation")
        WITH_COMMISSION = "with_commission", _("with the commission")
        OPINION_GIVEN = "opinion_given", _("opinion given")
        ADOPTED = "adopted", _("adopted")
        IN_IMPLEMENTATION = "in_implementation", _("in implementation")
        CLOSED = "closed", _("closed")

    search_fields = ("name_pl", "name_en", "code")

    area = models.ForeignKey(ThematicArea, on_delete=models.PROTECT, related_name="plans")
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
