"""What the strategy wants: challenges, goals on three levels, key actions."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from metropolis.ui.models import SearchableModel
from strategy.areas.models import ThematicArea
from strategy.fields import CodeField
from strategy.provenance import SourcedModel


class Challenge(SourcedModel):
    """A challenge of an area, which goals answer."""

    area = models.ForeignKey(
        ThematicArea, on_delete=models.PROTECT, related_name="challenges", verbose_name=_("thematic area")
    )
    code = CodeField(unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.CharField(_("text"), max_length=400)

    class Meta:
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        ordering = ["area__order", "order"]

    def __str__(self):
        return f"{self.code} {self.text}"


class Goal(SourcedModel, SearchableModel):
    """A main goal, a specific goal or a direction of action.

    A direction may hang straight under its area; a parent, where there is one, is of a higher level
    and of the same area.
    """

    class Level(models.TextChoices):
        MAIN = "main", _("main goal")
        SPECIFIC = "specific", _("specific goal")
        DIRECTION = "direction", _("direction of action")

    RANK = {Level.MAIN: 0, Level.SPECIFIC: 1, Level.DIRECTION: 2}
    search_fields = ("text_pl", "text_en", "code")

    area = models.ForeignKey(
        ThematicArea, on_delete=models.PROTECT, related_name="goals", verbose_name=_("thematic area")
    )
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("goal above"),
        help_text=_("A goal of a higher level in the same area. A direction may stand without one."),
    )
    level = models.CharField(_("level"), max_length=10, choices=Level)
    code = CodeField(unique=True)
    official_code = models.CharField(_("code in the strategy"), max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.CharField(_("text"), max_length=400)
    challenges = models.ManyToManyField(
        Challenge, blank=True, related_name="goals", verbose_name=_("answers the challenges")
    )
    framework_goals = models.ManyToManyField(
        "strategy.FrameworkGoal",
        blank=True,
        related_name="goals",
        verbose_name=_("serves goals of other strategies"),
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["area__order", "order"]

    def __str__(self):
        return f"{self.code} {self.text}"

    def clean(self):
        if self.parent is None or self.level not in self.RANK:
            return
        if self.RANK[self.parent.level] >= self.RANK[self.level]:
            raise ValidationError({"parent": _("The parent must be of a higher level.")})
        if self.parent.area_id != self.area_id:
            raise ValidationError({"parent": _("The parent belongs to another area.")})


class KeyAction(SourcedModel):
    """A key action that the strategy names under a goal."""

    goal = models.ForeignKey(
        Goal, on_delete=models.PROTECT, related_name="key_actions", verbose_name=_("goal")
    )
    code = CodeField(unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.CharField(_("text"), max_length=400)

    class Meta:
        verbose_name = _("key action")
        verbose_name_plural = _("key actions")
        ordering = ["goal__order", "order"]

    def __str__(self):
        return f"{self.code} {self.text}"
