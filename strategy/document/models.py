"""The strategy as a document: its statements, how it was made, what belongs to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from strategy.fields import CodeField
from strategy.provenance import SourcedModel


class Strategy(SourcedModel):
    """The supra-local strategy that the portal runs. There is one."""

    code = CodeField(unique=True)
    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("kind of document"), max_length=200)
    owner = models.CharField(_("association"), max_length=200)
    owner_abbr = models.CharField(_("abbreviation"), max_length=20)
    area_name = models.CharField(_("name of the metropolis"), max_length=200)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_by = models.CharField(_("adopted by"), max_length=200, blank=True)
    adoption_note = models.CharField(_("about the adoption"), max_length=300, blank=True)
    horizon_year = models.PositiveSmallIntegerField(_("horizon"))
    total_area_km2 = models.DecimalField(
        _("area, km²"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    total_area_sources = models.JSONField(_("sources of the area"), default=list, blank=True)
    total_area_note = models.CharField(_("about the area"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("strategy")
        verbose_name_plural = _("strategies")

    def __str__(self):
        return self.name


class Statement(SourcedModel):
    """One sentence of the strategy that is not a goal: vision, mission, an aim, an annex ..."""

    class Kind(models.TextChoices):
        VISION = "vision", _("vision")
        MISSION = "mission", _("mission")
        SLOGAN = "slogan", _("slogan")
        AIM = "aim", _("aim of the strategy")
        CHALLENGE = "challenge", _("overarching challenge")
        ANNEX = "annex", _("annex")
        PROJECT_TYPE = "project_type", _("kind of project")
        INSTRUMENT = "instrument", _("monitoring instrument")
        UNKNOWN = "unknown", _("not known from public sources")
        PLAN_STEP = "plan_step", _("step of an action plan")
        PLAN_CONTENT = "plan_content", _("required content of an action plan")
        FORUM_TASK = "forum_task", _("task of the thematic forums")

    strategy = models.ForeignKey(
        Strategy, on_delete=models.CASCADE, related_name="statements", verbose_name=_("strategy")
    )
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    code = CodeField()
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.TextField(_("text"))
    detail = models.CharField(_("detail"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("statement of the strategy")
        verbose_name_plural = _("statements of the strategy")
        ordering = ["kind", "order"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "kind", "code"], name="strategy_statement_unique")
        ]

    def __str__(self):
        return self.text


class ProcessStep(SourcedModel):
    """A step in which the strategy was prepared."""

    strategy = models.ForeignKey(
        Strategy, on_delete=models.CASCADE, related_name="process_steps", verbose_name=_("strategy")
    )
    code = CodeField()
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("preparation step")
        verbose_name_plural = _("preparation steps")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "code"], name="strategy_processstep_unique")
        ]

    def __str__(self):
        return self.text


class Document(SourcedModel):
    """A document behind the strategy, listed with where to read it."""

    code = CodeField(unique=True)
    title = models.CharField(_("title"), max_length=400)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    published_on = models.DateField(_("date"), null=True, blank=True)
    language = models.CharField(_("language of the document"), max_length=2, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["order", "code"]

    def __str__(self):
        return self.title
