"""Who has the edit page of a part open right now."""

import datetime

from django.utils import timezone

from strategy.models import ActionPlan

from .models import DraftItem, Presence

# An open page tells of itself a few times in that time; after it, it counts as closed.
ALIVE = datetime.timedelta(seconds=90)


def touch(item: DraftItem, user) -> None:
    """The person has the part open now."""
    row = Presence(item=item, user=user, seen_at=timezone.now())
    Presence.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["item", "user"], update_fields=["seen_at"]
    )


def leave(item: DraftItem, user) -> None:
    """The person has closed the part."""
    Presence.objects.filter(item=item, user=user).delete()


def present(
    where: DraftItem | ActionPlan, excluding=None
) -> list[tuple[DraftItem, object, datetime.datetime]]:
    """Who is at a part, or at any part of a plan: (part, person, last seen), in one query."""
    rows = Presence.objects.filter(seen_at__gte=timezone.now() - ALIVE).select_related("item", "user")
    rows = rows.filter(item=where) if isinstance(where, DraftItem) else rows.filter(item__plan=where)
    if excluding is not None and excluding.pk:
        rows = rows.exclude(user=excluding)
    return [(row.item, row.user, row.seen_at) for row in rows.order_by("seen_at")]
