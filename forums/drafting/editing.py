"""Changing a draft: saving a part, adding, removing and bringing back actions, restoring old texts.

A save tells by `base` which revision its author had before the eyes. What others saved meanwhile is
merged where it does not overlap; where it does, nothing is written and a Collision shows both texts.
Revisions are only added, and equal content adds none.
"""

import re
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from strategy.models import Action, ActionPlan

from .checking import checked, cleaned, faults_in, normal
from .labels import label_of
from .locking import locked_item, locked_plan
from .merging import Conflict, keeps, merge_part
from .models import DraftItem, Revision
from .preparing import prepare_draft, section_item
from .refusals import Changed, Collision, Invalid, WrongMoment
from .revisions import add_revision, write_revision
from .validating import Fault, References

__all__ = [
    "Changed",
    "Collision",
    "Fault",
    "Invalid",
    "WrongMoment",
    "add_action",
    "add_revision",
    "bring_back",
    "next_number",
    "normal",
    "prepare_draft",
    "remove_action",
    "resolve",
    "restore",
    "save_part",
    "section_item",
]

Origin = Revision.Origin


@transaction.atomic
def save_part(
    item: DraftItem,
    content: dict[str, Any],
    *,
    base: int,
    by,
    note: str = "",
    origin: str = Origin.EDIT,
    known: References | None = None,
) -> Revision:
    """Save a part as its author typed it on the revision numbered `base`; returns what the draft says now.

    Raises Invalid, Collision, WrongMoment (or Changed), PermissionDenied. `known` spares reading what may
    be referred to where many parts are saved.
    """
    item = locked_item(item, by, origin)
    _must_stand(item)
    mine = checked(item, content, known)
    return _merged_save(item, mine, _revision(item, base), by=by, note=note, origin=origin, known=known)


def resolve(
    item: DraftItem, content: dict[str, Any], *, mine: dict[str, Any], base: int, seen: int, by
) -> Revision:
    """Save what somebody decided on the collision page, having seen the revision numbered `seen`.

    Words of `mine` that are not in it are kept as a revision set aside, even when yet another save got
    in between and this raises a new Collision.
    """
    with transaction.atomic():
        item = locked_item(item, by)
        _must_stand(item)
        chosen = checked(item, content)
        _set_aside(item, _revision(item, base), cleaned(item, mine)[0], chosen, by)
        try:
            with transaction.atomic():
                return _merged_save(item, chosen, _revision(item, seen), by=by, origin=Origin.MERGE)
        except Collision as again:
            collision = again
    raise collision


@transaction.atomic
def add_action(
    plan: ActionPlan,
    content: dict[str, Any],
    *,
    by,
    origin: str = Origin.EDIT,
    note: str = "",
    known: References | None = None,
) -> DraftItem:
    """A new action at the end, with the next code of the plan; codes are never used again."""
    plan = locked_plan(plan, by, origin)
    item = DraftItem(plan=plan, kind=DraftItem.Kind.ACTION, key=next_code(plan))
    cleaned = checked(item, content, known)
    last = plan.draft_items.filter(kind=item.kind).aggregate(last=Max("order"))["last"]
    item.order = (last or 0) + 1
    item.save()
    add_revision(item, cleaned, by=by, origin=origin, note=note)
    return item


@transaction.atomic
def remove_action(item: DraftItem, *, base: int, by, note: str = "") -> Revision:
    """Take an action out of the draft; its history stays, and it can be brought back."""
    item = locked_item(item, by)
    _must_stand(item)
    if item.kind != DraftItem.Kind.ACTION:
        raise WrongMoment(_("A section of the template cannot be removed, only emptied."))
    _must_be_head(item, base)
    item.removed_at = timezone.now()
    return add_revision(item, item.head.content, by=by, origin=Origin.REMOVE, note=note)


@transaction.atomic
def bring_back(item: DraftItem, *, by) -> Revision:
    """Put a removed action back as it was; one that stands in the draft stays as it is."""
    item = locked_item(item, by)
    if item.removed_at is None:
        return item.head
    item.removed_at = None
    return add_revision(item, item.head.content, by=by, origin=Origin.RESTORE)


@transaction.atomic
def restore(item: DraftItem, revision: Revision, *, base: int, by) -> Revision:
    """Make an old revision what the draft says; a removed action comes back with it."""
    item = locked_item(item, by)
    _must_be_head(item, base)
    if revision.item_id != item.pk:
        raise ValueError("The revision is of another part.")
    content = checked(item, revision.content)
    if item.removed_at is None and content == normal(item, item.head.content):
        return item.head
    item.removed_at = None
    note = _("Revision %(number)s") % {"number": revision.number}
    return add_revision(item, content, base=revision, by=by, origin=Origin.RESTORE, note=note)


def next_code(plan: ActionPlan) -> str:
    """The code of the next action of the plan."""
    return f"{plan.code}.{next_number(plan)}"


def next_number(plan: ActionPlan) -> int:
    """The number after the highest that any action of the plan ever had."""
    shape = re.compile(rf"{re.escape(plan.code)}\.(\d+)")
    start = f"{plan.code}."
    codes = [
        *DraftItem.objects.filter(kind="action", key__startswith=start).values_list("key", flat=True),
        *Action.objects.filter(code__startswith=start).values_list("code", flat=True),
    ]
    numbers = [int(found[1]) for code in codes if (found := shape.fullmatch(code))]
    return max(numbers, default=0) + 1


def _merged_save(
    item: DraftItem,
    mine: dict[str, Any],
    base: Revision,
    *,
    by,
    origin: str,
    note: str = "",
    known: References | None = None,
) -> Revision:
    head = normal(item, item.head.content)
    if mine == head:
        return item.head
    if base == item.head:
        return add_revision(item, mine, base=base, by=by, origin=origin, note=note)
    merged = merge_part(normal(item, base.content), mine, head)
    if merged.conflicts:
        raise Collision(item, base, item.head, mine, merged.content, list(merged.conflicts))
    if faults := faults_in(item, merged.content, known):
        # Each text alone was right: together they are not, so the person must look at both.
        conflicts = _conflicts_of(faults, base.content, mine, head)
        raise Collision(item, base, item.head, mine, merged.content, conflicts)
    if merged.content == head:
        return item.head
    kept = origin if origin == Origin.PROPOSAL else Origin.MERGE
    return add_revision(item, merged.content, base=base, by=by, origin=kept, note=note)


def _conflicts_of(faults: list[Fault], base: dict, mine: dict, theirs: dict) -> list[Conflict]:
    """The fields that two people changed, each rightly, so that together they are at fault."""
    changed = [name for name in mine if mine[name] != theirs.get(name)]
    named = [name for name in changed if name in {fault.field.partition(".")[0] for fault in faults}]
    return [
        Conflict(name, label_of(name), base.get(name), mine[name], theirs.get(name))
        for name in named or changed
    ]


def _set_aside(item: DraftItem, base: Revision, mine: dict, chosen: dict, by) -> None:
    if not keeps(normal(item, base.content), mine, chosen):
        write_revision(item, mine, base, by, Origin.SET_ASIDE, "")


def _revision(item: DraftItem, number: int) -> Revision:
    """The revision of that number; for one that never was, the first: then everything is compared."""
    if item.head and item.head.number == number:
        return item.head
    return item.revisions.filter(number=number).first() or item.revisions.order_by("number").first()


def _must_stand(item: DraftItem) -> None:
    if item.removed_at is not None:
        raise WrongMoment(
            _("Somebody has removed action %(code)s from the draft. Bring it back to go on with it.")
            % {"code": item.key}
        )


def _must_be_head(item: DraftItem, base: int) -> None:
    if item.head.number != base:
        raise Changed(
            _("Somebody has changed this part since you opened the page. Look at the change, then try again.")
        )
