"""Who stands at a draft: the plan, the person, and what the person may do with it, asked once a page."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from strategy.models import ActionPlan
from strategy.plans.way import way_to

from .editing import section_item
from .models import DraftItem
from .permissions import can_comment, can_edit, can_propose, can_read_drafts


@dataclass
class Desk:
    """A plan's draft as one person meets it."""

    plan: ActionPlan
    user: Any

    @cached_property
    def may_edit(self) -> bool:
        """Whether the person changes the text: own forum and the Office, while it is a draft."""
        return self.is_begun and can_edit(self.user, self.plan)

    @cached_property
    def may_propose(self) -> bool:
        """Whether the person proposes changes; those who edit have no need to."""
        return self.is_begun and not self.may_edit and can_propose(self.user, self.plan)

    @cached_property
    def may_comment(self) -> bool:
        """Whether the person may write comments."""
        return self.is_begun and can_comment(self.user, self.plan)

    @property
    def is_begun(self) -> bool:
        """Whether the plan is drafted here at all: many are known by name only."""
        return self.plan.run_in_portal and self.plan.is_under_work

    @property
    def home(self) -> str:
        """The address of the draft."""
        return reverse("draft", args=[self.plan.slug])

    def crumbs(self, *further: tuple[str, str | None]) -> list[tuple[str, str | None]]:
        """The way to a page of the draft; the last item is the page itself."""
        return way_to(self.plan, (_("Draft"), self.home if further else None), *further)

    def section(self, key: str) -> DraftItem:
        """A section of the draft; what is not in it is not found."""
        item = section_item(self.plan, key) if self.is_begun else None
        if item is None:
            raise Http404
        item.plan = self.plan
        return item

    def action(self, code: str) -> DraftItem:
        """An action of the draft, a removed one too; what is not in it is not found."""
        items = self.plan.draft_items.select_related("head", "head__author")
        item = items.filter(kind=DraftItem.Kind.ACTION, key=code, head__isnull=False).first()
        if item is None or not self.is_begun:
            raise Http404
        item.plan = self.plan
        return item


def find_desk(request, slug: str) -> Desk:
    """The desk of the signed-in person; a draft does not exist for whoever has no role today."""
    plan = ActionPlan.objects.select_related("area").filter(slug=slug).first()
    if plan is None or not can_read_drafts(request.user):
        raise Http404
    return Desk(plan, request.user)
