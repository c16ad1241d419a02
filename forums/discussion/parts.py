"""Parts of a draft as the discussion names them: a section by its heading, an action by code and title."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from forums.drafting.models import DraftItem
from metropolis.ui import richtext
from strategy.models import ActionPlan, SectionTemplate

WHOLE_PLAN = "caly-plan"


@dataclass(frozen=True)
class Part:
    """A part with the words and addresses that a page needs of it; without an item it is the whole plan."""

    plan: ActionPlan
    item: DraftItem | None
    name: str

    @property
    def key(self) -> str:
        """How the part stands in an address."""
        return self.item.key if self.item else WHOLE_PLAN

    @property
    def is_removed(self) -> bool:
        return self.item is not None and self.item.removed_at is not None

    @property
    def kind(self) -> str:
        return self.item.kind if self.item else "plan"

    @property
    def is_action(self) -> bool:
        return self.kind == DraftItem.Kind.ACTION

    @property
    def read_url(self) -> str:
        """Where the draft is read: the reading view, or the page of the action."""
        if self.is_action:
            return f"{reverse('plan_action', args=[self.plan.slug, self.key])}?wersja=projekt"
        anchor = f"#czesc-{self.key}" if self.item else ""
        return reverse("draft_text", args=[self.plan.slug]) + anchor

    @property
    def propose_url(self) -> str:
        """Where a proposal to the part is written; "" for the whole plan."""
        if self.item is None or self.is_removed:
            return ""
        name = "propose_action" if self.is_action else "propose_section"
        return reverse(name, args=[self.plan.slug, self.key])

    @property
    def edit_url(self) -> str:
        """Where those who draft the plan edit the part."""
        if self.item is None or self.is_removed:
            return reverse("draft", args=[self.plan.slug])
        return reverse("draft_action" if self.is_action else "draft_section", args=[self.plan.slug, self.key])


def parts_of(plan: ActionPlan, items: Iterable[DraftItem | None]) -> dict[int | None, Part]:
    """The parts by the item's key in the database; items bring their head. At most one query."""
    items = list(items)
    has_section = any(item and item.kind == DraftItem.Kind.SECTION for item in items)
    titles = dict(SectionTemplate.objects.values_list("key", "title")) if has_section else {}
    return {item.pk if item else None: Part(plan, item, name_of(item, titles)) for item in items}


def all_parts(plan: ActionPlan) -> dict[int | None, Part]:
    """The whole plan and all its parts, in order; removed ones too. Two queries."""
    items = plan.draft_items.filter(head__isnull=False).select_related("head")
    known = parts_of(plan, [None, *items])
    order = {key: place for place, key in enumerate(SectionTemplate.objects.values_list("key", flat=True))}

    def place(part: Part):
        rank = {"plan": 0, "section": 1, "action": 2}[part.kind]
        return rank, order.get(part.key, 0) if rank == 1 else part.item.order if part.item else 0, part.key

    return {part.item.pk if part.item else None: part for part in sorted(known.values(), key=place)}


def name_of(item: DraftItem | None, titles: dict[str, str]) -> str:
    """What a part is called in the active language."""
    if item is None:
        return _("The whole plan")
    if item.kind == DraftItem.Kind.SECTION:
        return titles.get(item.key) or item.key
    title = item.head.content.get("title", "") if item.head else ""
    return f"{item.key} {title}".strip()


def words_of(item: DraftItem) -> str:
    """Everything that can be read in a part, in which a quoted passage is looked for."""
    if item.head is None:
        return ""
    content = item.head.content
    if item.kind == DraftItem.Kind.SECTION:
        return richtext.plain(content.get("html", ""))
    lists = (row["name"] for name in ("milestones", "products") for row in content.get(name, ()))
    texts = [content.get("title", ""), richtext.plain(content.get("description", "")), *lists]
    return "\n".join([*texts, content.get("responsible_function", "")])


def holds_quote(item: DraftItem | None, quote: str) -> bool:
    """Whether the passage still stands in the part, whatever the spaces and breaks of lines."""
    if not quote or item is None or item.removed_at:
        return not quote
    return _one_line(quote) in _one_line(words_of(item))


def _one_line(text: str) -> str:
    return " ".join(text.split())
