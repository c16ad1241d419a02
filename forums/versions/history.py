"""The history of a part of a draft: its revisions, and what changed between any two of them."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.utils.translation import gettext as _

from forums.drafting.models import DraftItem, Revision
from forums.drafting.reading import head_of, names_for
from strategy.models import ActionPlan, SectionTemplate
from strategy.plans.comparing_fields import FieldChange, action_fields
from strategy.plans.content import ActionContent, PlanContent

PAGE_SIZE = 50


@dataclass(frozen=True)
class RevisionLine:
    """A revision in the list. `author` is "" for what the portal did by itself."""

    pk: int
    number: int
    made_at: datetime
    author: str
    origin: str
    note: str
    is_head: bool
    is_set_aside: bool


@dataclass(frozen=True)
class RevisionChange:
    """Two revisions of a part: texts of a section, or fields of an action."""

    old: Revision
    new: Revision
    fields: tuple[FieldChange, ...]

    @property
    def is_same(self) -> bool:
        """Whether both say the same."""
        return not self.fields


def part_of(plan: ActionPlan, kind: str, key: str) -> DraftItem:
    """The part of the draft, also one that was removed; Http404 where there never was one."""
    items = plan.draft_items.filter(kind=kind, key=key, head__isnull=False).select_related("head")
    if item := items.first():
        item.plan = plan
        return item
    raise Http404


def title_of_part(item: DraftItem) -> str:
    """The heading of a section, or the code and title of an action."""
    if item.kind == DraftItem.Kind.ACTION:
        return f"{item.key} {item.head.content.get('title', '')}".strip()
    template = SectionTemplate.objects.filter(key=item.key).first()
    return template.title if template else item.key


def revisions_of(item: DraftItem):
    """All revisions, the newest first, without their texts."""
    return item.revisions.defer("content").select_related("author")


def lines_of(revisions, item: DraftItem) -> list[RevisionLine]:
    """Revisions in words."""
    return [
        RevisionLine(
            pk=one.pk,
            number=one.number,
            made_at=one.made_at,
            author=str(one.author) if one.author else "",
            origin=one.get_origin_display(),
            note=one.note,
            is_head=one.pk == item.head_id,
            is_set_aside=one.origin == Revision.Origin.SET_ASIDE,
        )
        for one in revisions
    ]


def chosen_revisions(item: DraftItem, old: str, new: str) -> tuple[Revision, Revision] | None:
    """The two revisions that the address names, the older one first; None where it names none.

    A number that the part never had is Http404.
    """
    if not old and not new:
        return None
    numbers = {int(one) if one.isdecimal() and len(one) < 10 else 0 for one in (old, new)}
    found = item.revisions.filter(number__in=numbers).select_related("author").order_by("number")
    revisions = list(found)
    if len(revisions) != len(numbers):
        raise Http404
    return revisions[0], revisions[-1]


def change_between(item: DraftItem, old: Revision, new: Revision) -> RevisionChange:
    """What changed from one revision to the other."""
    if item.kind == DraftItem.Kind.SECTION:
        texts = [one.content.get("html", "") for one in (old, new)]
        field = FieldChange("html", _("Text of the section"), "rich", *texts)
        return RevisionChange(old, new, () if texts[0] == texts[1] else (field,))
    contents = [_as_plan(item, one) for one in (old, new)]
    return RevisionChange(old, new, action_fields(*contents, *(one.actions[0] for one in contents)))


def text_of(item: DraftItem, revision: Revision) -> tuple[str, tuple[FieldChange, ...]]:
    """One revision to read: the text of a section, or what an action says, field by field."""
    if item.kind == DraftItem.Kind.SECTION:
        return revision.content.get("html", ""), ()
    content = _as_plan(item, revision)
    return "", action_fields(content, content, None, content.actions[0])


def _as_plan(item: DraftItem, revision: Revision) -> PlanContent:
    """The action as a plan of one action, with the names of today."""
    action = ActionContent.from_json({**revision.content, "code": item.key})
    head = head_of(item.plan)
    return PlanContent(head, actions=(action,), names=names_for(head, [action]))
