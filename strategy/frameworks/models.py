"""Strategies of others (of the city, the voivodeship, the UN) whose goals ours serve."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from strategy.fields import CodeField
from strategy.provenance import SourcedModel


class FrameworkStrategy(SourcedModel):
    """Another body's strategy."""

    code = CodeField(unique=True)
    name = models.CharField(_("name"), max_length=300)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_by = models.CharField(_("adopted by"), max_length=200, blank=True)
    resolution = models.CharField(_("resolution"), max_length=100, blank=True)
    evaluation = models.CharField(_("how it is evaluated"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("strategy of others")
        verbose_name_plural = _("strategies of others")

    def __str__(self):
        return self.name


class FrameworkGoal(SourcedModel):
    """A goal of another strategy; our goals may point to it (`Goal.framework_goals`)."""

    strategy = models.ForeignKey(
        FrameworkStrategy,
        on_delete=models.CASCADE,
        related_name="goals",
        verbose_name=_("strategy of others"),
    )
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="children",
        verbose_name=_("goal above"),
    )
    code = CodeField()
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.CharField(_("text"), max_length=400)

    class Meta:
        verbose_name = _("goal of another strategy")
        verbose_name_plural = _("goals of other strategies")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "code"], name="strategy_frameworkgoal_unique")
        ]

    def __str__(self):
        return f"{self.code} {self.text}"
