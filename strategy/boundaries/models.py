"""Boundaries of the municipalities, once somebody has loaded them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from strategy.municipalities.models import Municipality


class BoundarySet(models.Model):
    """One load of boundaries: whose they are, under which licence. There is one at a time."""

    source = models.CharField(_("source"), max_length=300)
    licence = models.CharField(_("licence"), max_length=300, blank=True)
    fingerprint = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)
    only = models.BooleanField(default=True, editable=False, unique=True)

    class Meta:
        verbose_name = _("set of boundaries")
        verbose_name_plural = _("sets of boundaries")
        constraints = [
            models.CheckConstraint(condition=models.Q(only=True), name="strategy_boundaryset_only_one")
        ]

    def __str__(self):
        return self.source


class Boundary(models.Model):
    """Where a municipality lies: polygons of rings of [longitude, latitude], simplified for a small map."""

    loaded = models.ForeignKey(BoundarySet, on_delete=models.CASCADE, related_name="boundaries")
    municipality = models.OneToOneField(Municipality, on_delete=models.CASCADE, related_name="boundary")
    polygons = models.JSONField()

    class Meta:
        verbose_name = _("boundary")
        verbose_name_plural = _("boundaries")

    def __str__(self):
        return str(self.municipality)
