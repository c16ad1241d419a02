"""Action plans as nouns: their names, areas, states, and the template of their sections.

The words of a plan are drafted in `forums` and frozen in versions there; `strategy.actions` holds the
actions of the version in force.
"""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from metropolis.ui.models import SearchableModel
from strategy.areas.models import ThematicArea
from strategy.fields import CodeField
from strategy.provenance import SourcedModel

SLUG_LENGTH = 80
SHORT_WORD = 3


class ActionPlanQuerySet(models.QuerySet):
    """Plans by what a reader may know of them."""

    def real(self):
        """Without the example of the demonstration set, which no number may count."""
        return self.filter(is_example=False)

    def in_force(self):
        """Plans that were adopted, whatever came after."""
        return self.filter(state__in=ActionPlan.IN_FORCE)

    def under_work(self):
        """Plans, or amendments of plans, between the first draft and adoption."""
        return self.filter(Q(state__in=ActionPlan.UNDER_WORK) | ~Q(amendment_state=""))


class ActionPlan(SourcedModel, SearchableModel):
    """A plan of an area. An empty state means that public sources do not say how far it is.

    `state` is the life of the plan; `amendment_state` that of an amendment, which goes round while the
    plan stays in force. Only `forums.adoption` moves either of them once `run_in_portal` is set: before,
    the state is what public sources say, and the Office may correct it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of a plan", "draft")
        CONSULTATION = "consultation", pgettext_lazy("state of a plan", "in consultation")
        WITH_COMMISSION = "with_commission", pgettext_lazy("state of a plan", "with the commission")
        OPINION_GIVEN = "opinion_given", pgettext_lazy("state of a plan", "opinion given")
        ADOPTED = "adopted", pgettext_lazy("state of a plan", "adopted")
        IN_IMPLEMENTATION = "in_implementation", pgettext_lazy("state of a plan", "in implementation")
        CLOSED = "closed", pgettext_lazy("state of a plan", "closed")

    UNDER_WORK = (State.DRAFT, State.CONSULTATION, State.WITH_COMMISSION, State.OPINION_GIVEN)
    IN_FORCE = (State.ADOPTED, State.IN_IMPLEMENTATION, State.CLOSED)

    search_fields = ("name_pl", "name_en", "code")

    area = models.ForeignKey(
        ThematicArea, on_delete=models.PROTECT, related_name="plans", verbose_name=_("thematic area")
    )
    code = CodeField(unique=True)
    slug = models.SlugField(
        _("address"),
        max_length=SLUG_LENGTH,
        unique=True,
        blank=True,
        help_text=_("Made from the Polish name when left empty. It never changes afterwards."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=300)
    state = models.CharField(_("state"), max_length=18, choices=State, blank=True)
    amendment_state = models.CharField(
        _("state of the amendment"), max_length=18, choices=State, blank=True, editable=False
    )
    run_in_portal = models.BooleanField(_("drafted in the portal"), default=False, editable=False)
    is_example = models.BooleanField(_("example, not a real plan"), default=False, editable=False)
    state_sources = models.JSONField(_("sources of the state"), default=list, blank=True)
    state_note = models.CharField(_("about the state"), max_length=300, blank=True)
    structure_note = models.CharField(_("about the contents"), max_length=300, blank=True)
    period_start = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    period_end = models.PositiveSmallIntegerField(_("until year"), null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ActionPlanQuerySet.as_manager()

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
            ),
            models.CheckConstraint(
                condition=Q(amendment_state="")
                | Q(
                    state__in=("adopted", "in_implementation"),
                    amendment_state__in=("draft", "consultation", "with_commission", "opinion_given"),
                ),
                name="strategy_actionplan_amends_what_is_in_force",
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise ValidationError({"period_end": _("The end comes before the beginning.")})

    def save(self, *args, **kwargs):
        """A plan without an address gets one from its Polish name."""
        if not self.slug:
            self.slug = free_slug(self.name_pl or self.code, self.code, ActionPlan.objects)
            if (fields := kwargs.get("update_fields")) is not None:
                kwargs["update_fields"] = {*fields, "slug"}
        super().save(*args, **kwargs)

    @property
    def is_in_force(self) -> bool:
        """Whether it was adopted: everybody may read it."""
        return self.state in self.IN_FORCE

    @property
    def is_amended(self) -> bool:
        """Whether an amendment is under work."""
        return bool(self.amendment_state)

    @property
    def working_state(self) -> str:
        """The state of what is under work: of the amendment where there is one, else of the plan."""
        return self.amendment_state or self.state

    @property
    def is_under_work(self) -> bool:
        """Whether there is a draft between its beginning and adoption."""
        return self.working_state in self.UNDER_WORK


def free_slug(name: str, code: str, plans) -> str:
    """An address made from the name; with the code behind it where the name is taken."""
    base = address_from(name)
    if base and not plans.filter(slug=base).exists():
        return base
    tail = slugify(code.replace(".", "-"))
    return f"{base[: SLUG_LENGTH - len(tail) - 1]}-{tail}".strip("-")


def address_from(name: str) -> str:
    """The name without what stands in brackets, cut after a word that can end it: never after "i" or "na"."""
    words = slugify(re.sub(r"\([^)]*\)", "", name).replace("ł", "l").replace("Ł", "L")).split("-")
    is_cut = len("-".join(words)) > SLUG_LENGTH
    while len("-".join(words)) > SLUG_LENGTH or (is_cut and len(words[-1]) <= SHORT_WORD):
        words.pop()
    return "-".join(words)


class SectionTemplate(SourcedModel):
    """A section that a plan has: its heading, and what belongs in it. The Office can change them.

    A new template shows up in every draft at once; what was adopted keeps its own headings.
    """

    key = models.SlugField(_("key"), max_length=40, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("heading"), max_length=200)
    hint = models.TextField(_("what belongs here"), blank=True)
    is_required = models.BooleanField(
        _("required"), default=True, help_text=_("A plan with an empty required section cannot go on.")
    )
    is_active = models.BooleanField(
        _("in use"), default=True, help_text=_("Sections not in use stay where they have text already.")
    )

    class Meta:
        verbose_name = _("section of plans")
        verbose_name_plural = _("sections of plans")
        ordering = ["order", "key"]

    def __str__(self):
        return self.title
