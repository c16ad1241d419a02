"""On whose word: every text says whether it is official, and where it was read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Provenance(models.TextChoices):
    """How far a text can be trusted."""

    OFFICIAL = "official", _("official wording")
    PARAPHRASE = "paraphrase", _("paraphrase")
    EDITORIAL = "editorial", _("added by the editors")
    UNVERIFIED = "unverified", _("unverified")


class Confidence(models.TextChoices):
    """How sure the editors are of an item with a source."""

    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class SourcedModel(models.Model):
    """A row with its own status and sources.

    `sources` is a list of {"title": str, "url": str}; a source without an address has an empty url
    and is named on the page, not linked.
    """

    provenance = models.CharField(_("status of the text"), max_length=12, choices=Provenance)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        abstract = True
