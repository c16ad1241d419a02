"""Making an old version the draft again: new revisions for what differs, nothing is overwritten."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from forums.adoption.models import PlanVersion
from forums.drafting import editing
from forums.drafting.locking import locked_plan
from forums.drafting.models import DraftItem, Revision
from forums.drafting.reading import draft_content
from forums.drafting.validating import References
from strategy.models import ActionPlan
from strategy.plans.comparing import PlanDifference, compare
from strategy.plans.content import PlanContent

# The parts by kind and key: as they shall be, and as they are.
Wanted = dict[tuple[str, str], dict[str, Any]]
Items = dict[tuple[str, str], DraftItem]


def seen_state(plan: ActionPlan) -> int:
    """A number that changes with every revision of the draft: what the person had before the eyes."""
    return Revision.objects.filter(item__plan=plan).aggregate(last=Max("pk"))["last"] or 0


def what_changes(plan: ActionPlan, version: PlanVersion) -> PlanDifference:
    """What restoring the version would do to the draft."""
    return compare(draft_content(plan), version.document)


@transaction.atomic
def restore_version(plan: ActionPlan, version: PlanVersion, *, seen: int, by) -> int:
    """Make the draft say what the version says; returns how many parts changed.

    Raises WrongMoment (also when the draft changed since `seen`), PermissionDenied, and Invalid where the
    version names what is not there any more; nothing is changed then.
    """
    plan = locked_plan(plan, by)
    if seen_state(plan) != seen:
        text = _("Somebody has changed the draft since you opened the page. Look at it and try again.")
        raise editing.Changed(text)
    before, wanted = seen_state(plan), _wanted(version.document)
    items = _items(plan, wanted)
    for key, item in items.items():
        if item.removed_at is not None and key in wanted:
            editing.bring_back(item, by=by)
    note = _("Version %(number)s of the plan") % {"number": version.number}
    _save(plan, items, wanted, by=by, note=note)
    for key, item in items.items():
        if key not in wanted and item.kind == DraftItem.Kind.ACTION and item.removed_at is None:
            editing.remove_action(item, base=item.head.number, by=by, note=note)
    changed = Revision.objects.filter(item__plan=plan, pk__gt=before)
    return changed.values("item").distinct().count()


def _wanted(content: PlanContent) -> Wanted:
    sections = {(DraftItem.Kind.SECTION.value, one.key): {"html": one.html} for one in content.sections}
    return sections | {(DraftItem.Kind.ACTION.value, one.code): one.to_json() for one in content.actions}


def _items(plan: ActionPlan, wanted: Wanted) -> Items:
    """The parts of the draft, removed ones too; a section that has none yet is made."""
    found = plan.draft_items.filter(head__isnull=False).select_related("head", "plan")
    items = {(item.kind, item.key): item for item in found}
    for kind, key in wanted.keys() - items.keys():
        if kind == DraftItem.Kind.SECTION and (item := editing.section_item(plan, key)):
            items[kind, key] = item
    return items


def _save(plan: ActionPlan, items: Items, wanted: Wanted, *, by, note: str) -> None:
    """Save all parts; one that is refused may wait for another (a dependency turned round)."""
    known = References.read(plan)
    waiting = [
        (item, wanted.get(key, {"html": ""}))
        for key, item in items.items()
        if key in wanted or item.kind == DraftItem.Kind.SECTION
    ]
    while waiting:
        refused = []
        for item, content in waiting:
            try:
                _save_one(item, content, by=by, note=note, known=known)
            except editing.Invalid as invalid:
                refused.append((item, content))
                reason = invalid
        if len(refused) == len(waiting):
            raise reason
        waiting = refused


def _save_one(item: DraftItem, content: dict[str, Any], *, by, note: str, known: References) -> None:
    item.refresh_from_db(fields=["head", "removed_at"])
    if editing.normal(item, content) == editing.normal(item, item.head.content):
        return
    editing.save_part(
        item,
        content,
        base=item.head.number,
        by=by,
        note=note,
        origin=Revision.Origin.RESTORE,
        known=known,
    )
