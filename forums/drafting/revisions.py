"""Writing revisions: numbered one after another, never changed. The part must be locked."""

from typing import Any

from django.db.models import Max

from .models import DraftItem, Revision
from .notices import tell_of_change


def add_revision(
    item: DraftItem, content: dict[str, Any], *, by, origin: str, base: Revision | None = None, note: str = ""
) -> Revision:
    """Write the next revision, make it what the draft says, and tell the forum. The part must be locked."""
    revision = write_revision(item, content, base or item.head, by, origin, note)
    item.head = revision
    item.save(update_fields=["head", "removed_at"])
    tell_of_change(item, by)
    return revision


def write_revision(
    item: DraftItem, content: dict, base: Revision | None, by, origin: str, note: str
) -> Revision:
    """Write the next revision without making it the head: so are texts kept that lost."""
    last = item.revisions.aggregate(last=Max("number"))["last"] or 0
    return Revision.objects.create(
        item=item, number=last + 1, base=base, content=content, origin=origin, author=by, note=note[:300]
    )
