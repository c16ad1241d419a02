"""The draft at its beginning: empty sections for a new plan, the adopted text for an amendment."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from strategy.models import ActionPlan, SectionTemplate
from strategy.plans.content import PlanContent

from .contents import normal_action, normal_section
from .models import DraftItem, Revision

Kind, Origin = DraftItem.Kind, Revision.Origin


def prepare_draft(plan: ActionPlan, *, by) -> None:
    """Make the draft ready when a plan or an amendment begins; the step that calls holds the plan's lock.

    A plan that was adopted before starts from its last adopted version: parts that say something else
    get a revision, actions come and go with it. Going back from a review is no beginning.
    """
    adopted = plan.versions.filter(adopted_number__isnull=False).order_by("-number").first()
    if adopted is not None:
        _follow(plan, adopted.document, by)
    have = set(plan.draft_items.filter(kind=Kind.SECTION).values_list("key", flat=True))
    for template in SectionTemplate.objects.filter(is_active=True).exclude(key__in=have):
        _begin(plan, Kind.SECTION, template.key, normal_section({}), template.order, by)


def section_item(plan: ActionPlan, key: str) -> DraftItem | None:
    """The section of a draft; one that the template got after the draft began is made empty on the spot.

    None where the template does not have it (any more) and nothing was ever written.
    """
    if item := _section(plan, key):
        return item
    template = SectionTemplate.objects.filter(key=key, is_active=True).first()
    if template is None:
        return None
    try:
        with transaction.atomic():
            return _begin(plan, Kind.SECTION, key, normal_section({}), template.order, by=None)
    except IntegrityError:  # somebody opened it at the same moment
        return _section(plan, key)


def _section(plan: ActionPlan, key: str) -> DraftItem | None:
    items = plan.draft_items.filter(kind=Kind.SECTION, key=key, head__isnull=False)
    return items.select_related("head", "head__author", "plan").first()


def _follow(plan: ActionPlan, content: PlanContent, by) -> None:
    """Every part says what the document says; what is not in it is emptied or removed."""
    items = {(item.kind, item.key): item for item in plan.draft_items.select_related("head")}
    wanted: dict[tuple[str, str], dict[str, Any]] = {
        (Kind.SECTION.value, section.key): normal_section({"html": section.html})
        for section in content.sections
    }
    for action in content.actions:
        wanted[Kind.ACTION.value, action.code] = normal_action(action.to_json())
    for order, ((kind, key), text) in enumerate(wanted.items(), 1):
        if item := items.pop((kind, key), None):
            _set(item, text, by)
        else:
            _begin(plan, kind, key, text, order, by)
    for item in items.values():
        if item.kind == Kind.SECTION:
            _set(item, normal_section({}), by)
        elif item.removed_at is None:
            item.removed_at = timezone.now()
            _revise(item, item.head.content, Origin.REMOVE, by)


def _set(item: DraftItem, content: dict[str, Any], by) -> None:
    tidy = normal_section if item.kind == Kind.SECTION else normal_action
    if item.removed_at is None and item.head and tidy(item.head.content) == content:
        return
    item.removed_at = None
    _revise(item, content, Origin.START, by)


def _begin(plan: ActionPlan, kind: str, key: str, content: dict[str, Any], order: int, by) -> DraftItem:
    item = DraftItem.objects.create(plan=plan, kind=kind, key=key, order=order)
    _revise(item, content, Origin.START, by)
    return item


def _revise(item: DraftItem, content: dict[str, Any], origin: str, by) -> None:
    last = item.revisions.order_by("-number").first()
    item.head = Revision.objects.create(
        item=item,
        number=last.number + 1 if last else 1,
        base=item.head,
        content=content,
        origin=origin,
        author=by,
    )
    item.save(update_fields=["head", "removed_at"])
