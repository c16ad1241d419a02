"""On whose word: every text says whether it is official, and where it was read."""

from django.db import models
from django.utils.translation import get_language
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


def localised(sources: list[dict[str, str]]) -> list[dict[str, str]]:
    """Sources as stored, each with its title in the active language."""
    english = (get_language() or "pl").startswith("en")
    return [
        {"title": (english and source.get("title_en")) or source["title"], "url": source.get("url", "")}
        for source in sources
    ]


class SourcedModel(models.Model):
    """A row with its own status and sources.

    `sources` is a list of {"title": str, "url": str} and, where the title was translated, "title_en".
    A source without an address has an empty url and is named on the page, not linked.
    """

    provenance = models.CharField(_("status of the text"), max_length=12, choices=Provenance)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        abstract = True

    @property
    def source_links(self) -> list[dict[str, str]]:
        """The sources with titles in the active language."""
        return localised(self.sources)
