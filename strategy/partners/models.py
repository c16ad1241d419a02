"""Who works with the metropolis from outside."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from metropolis.ui.models import SearchableModel
from strategy.fields import CodeField
from strategy.provenance import SourcedModel


class Partner(SourcedModel, SearchableModel):
    """An organisation that supplies data or carries out actions."""

    search_fields = ("name_pl", "name_en")

    slug = models.SlugField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=100, blank=True)
    url = models.URLField(_("web page"), blank=True)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["sort_key"]

    def __str__(self):
        return self.name


class Network(SourcedModel):
    """A network that the metropolis or its city belongs to."""

    code = CodeField(unique=True)
    name = models.CharField(_("name"), max_length=200)
    founded = models.PositiveSmallIntegerField(_("founded"), null=True, blank=True)
    description = models.TextField(_("description"), blank=True)
    fields_of_cooperation = models.TextField(
        _("fields of cooperation"), blank=True, help_text=_("One in a line.")
    )

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        ordering = ["name"]

    def __str__(self):
        return self.name


class SisterMetropolis(SourcedModel):
    """A metropolis abroad that ours compares and works with."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    country = models.CharField(_("country code"), max_length=2)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("sister metropolis")
        verbose_name_plural = _("sister metropolises")
        ordering = ["order"]

    def __str__(self):
        return self.name
