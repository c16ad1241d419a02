"""What the pages of sections and actions share: their context, and the way back after a save."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from .desk import Desk
from .home import at_work, change_words, moment
from .locking import locked_plan
from .models import DraftItem, Revision
from .presence import present
from .refusals import WrongMoment


def part_context(desk: Desk, item: DraftItem, title: str) -> dict[str, Any]:
    """What every page of a part shows around its text."""
    here = present(item, excluding=desk.user)
    return {
        "nav": "plans",
        "desk": desk,
        "plan": desk.plan,
        "item": item,
        "title": title,
        "crumbs": desk.crumbs((title, None)),
        "changed": change_words(item.head),
        "others": at_work(person for _item, person, _seen in here),
        "others_since": ", ".join(
            _("%(who)s had this page open %(when)s") % {"who": person, "when": moment(seen)}
            for _item, person, seen in here
        ),
        "kept_key": kept_key(desk, item),
    }


def must_edit(desk: Desk) -> None:
    """Refuse who may not change the draft now: WrongMoment says why where only the state is in the way."""
    if not desk.may_edit:
        with transaction.atomic():
            locked_plan(desk.plan, desk.user)
        raise WrongMoment(_("This plan is not drafted in the portal yet."))


def kept_key(desk: Desk, item: DraftItem | None) -> str:
    """The name under which the browser keeps what is being typed into a part."""
    part = f"{item.kind}:{item.key}" if item else "action:new"
    return f"{desk.user.pk}:{desk.plan.slug}:{part}"


def saved(request, desk: Desk, item: DraftItem, key: str = ""):
    """Back to the list or on with the text; the browser learns that its copy is no longer needed."""
    query = urlencode({"saved": key or kept_key(desk, item)})
    if request.POST.get("then") == "stay":
        page = redirect(f"draft_{item.kind}", desk.plan.slug, item.key)
        return redirect(f"{page.url}?{query}")
    return redirect(f"{desk.home}?{query}#{item.kind}-{item.key}")


def saved_sentence(
    title: str, revision: Revision, base: int, by: AbstractBaseUser, *, decided: bool = False
) -> str:
    """What the save did, in words."""
    words = {"title": title, "who": revision.author}
    if revision.number == base or revision.author_id != by.pk:
        return _("Nothing has changed since the last save: %(title)s") % words
    if decided:
        return _("Saved as you decided: %(title)s. The other text stays in the history.") % words
    if revision.origin == Revision.Origin.MERGE:
        return _("Saved together with what somebody else changed meanwhile: %(title)s") % words
    return _("Saved: %(title)s") % words


def number_in(request, name: str) -> int:
    """A revision's number that the form carried; 0 for what is no number."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
