"""What a person with a role may do with an action under work, from the page on which it is read."""

from dataclasses import dataclass

from django.urls import reverse

from forums.drafting.models import DraftItem
from forums.drafting.permissions import can_edit

from .reading import Opened


@dataclass(frozen=True)
class Work:
    """Addresses, "" for what the person may not do, and the part of the draft to discuss."""

    edit_url: str = ""
    history_url: str = ""
    item: DraftItem | None = None


def work_on(opened: Opened, code: str) -> Work:
    """Nothing for the public; the discussion and the editing belong to the draft alone."""
    plan = opened.plan
    if not opened.insider or not plan.run_in_portal:
        return Work()
    history = reverse("part_history", kwargs={"slug": plan.slug, "code": code})
    if not opened.edition.is_draft:
        return Work(history_url=history)
    item = plan.draft_items.filter(kind=DraftItem.Kind.ACTION, key=code).select_related("head").first()
    if item:
        item.plan = plan  # known already: whoever asks the part for its plan asks no database
    edits = can_edit(opened.user, plan)
    return Work(reverse("draft_action", args=[plan.slug, code]) if edits else "", history, item)
