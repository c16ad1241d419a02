"""The thematic areas in which the municipalities work together."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from metropolis.ui.models import SearchableModel
from strategy.fields import CodeField
from strategy.provenance import Confidence, SourcedModel


class ThematicArea(SourcedModel, SearchableModel):
    """An area of cooperation. The provenance is that of `scope`."""

    search_fields = ("name_pl", "name_en", "scope_pl", "scope_en")

    code = CodeField(unique=True)
    slug = models.SlugField(_("address"), unique=True)
    roman = models.CharField(_("number"), max_length=8)
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=200)
    scope = models.TextField(_("scope"), blank=True)
    project_value_mln_pln = models.DecimalField(
        _("estimated value of projects, million PLN"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    project_value_label = models.CharField(_("what the value is"), max_length=200, blank=True)
    project_value_sources = models.JSONField(_("sources of the value"), default=list, blank=True)
    project_value_confidence = models.CharField(
        _("confidence in the value"), max_length=6, choices=Confidence, blank=True
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("thematic area")
        verbose_name_plural = _("thematic areas")
        ordering = ["order"]

    def __str__(self):
        return f"{self.roman}. {self.name}"
