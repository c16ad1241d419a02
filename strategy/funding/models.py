"""The financial framework: from where, how much, for what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from strategy.areas.models import ThematicArea
from strategy.fields import CodeField
from strategy.provenance import Provenance, SourcedModel


class FundingSource(SourcedModel):
    """A programme or budget that pays for actions. `total_eur` is None where no amount is known."""

    code = CodeField(unique=True)
    name = models.CharField(_("name"), max_length=300)
    total_eur = models.DecimalField(_("total, EUR"), max_digits=16, decimal_places=2, null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("funding source")
        verbose_name_plural = _("funding sources")
        ordering = ["order"]

    def __str__(self):
        return self.name


class Allocation(SourcedModel):
    """A part of a funding source for one purpose; the tie to an area may be the editors'."""

    source = models.ForeignKey(
        FundingSource, on_delete=models.CASCADE, related_name="allocations", verbose_name=_("funding source")
    )
    area = models.ForeignKey(
        ThematicArea,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="allocations",
        verbose_name=_("thematic area"),
    )
    area_provenance = models.CharField(
        _("on whose word it belongs to the area"), max_length=12, choices=Provenance, blank=True
    )
    code = CodeField()
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("purpose"), max_length=200)
    amount_eur = models.DecimalField(_("amount, EUR"), max_digits=16, decimal_places=2)

    class Meta:
        verbose_name = _("allocation")
        verbose_name_plural = _("allocations")
        ordering = ["source__order", "order"]
        constraints = [
            models.UniqueConstraint(fields=["source", "code"], name="strategy_allocation_unique"),
            models.CheckConstraint(
                condition=models.Q(amount_eur__gte=0), name="strategy_allocation_not_negative"
            ),
        ]

    def __str__(self):
        return self.name
