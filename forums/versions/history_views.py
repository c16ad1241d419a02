"""Pages of the history of a part, for insiders: all revisions, one, two compared, restoring an old one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forums.drafting import editing
from forums.drafting.models import DraftItem, Revision
from forums.drafting.permissions import can_edit, drafts_for
from strategy.models import ActionPlan

from .history import (
    PAGE_SIZE,
    change_between,
    chosen_revisions,
    lines_of,
    part_of,
    revisions_of,
    text_of,
    title_of_part,
)
from .opening import for_insiders, page_context


@require_safe
@for_insiders
def part_history(request, plan: ActionPlan, key: str = "", code: str = ""):
    """All revisions of a section (`key`) or an action (`code`); two of them can be compared."""
    kind = DraftItem.Kind.SECTION if key else DraftItem.Kind.ACTION
    item = part_of(plan, kind, key or code)
    page = Paginator(revisions_of(item), PAGE_SIZE).get_page(request.GET.get("page"))
    chosen = chosen_revisions(item, request.GET.get("od", ""), request.GET.get("do", ""))
    lines = lines_of(page.object_list, item)
    context = page_context(plan, _("History of changes"), above=[_draft_crumb(plan)]) | {
        "current": "draft",
        "item": item,
        "part_title": title_of_part(item),
        "page": page,
        "lines": lines,
        "old": chosen[0].number if chosen else lines[min(1, len(lines) - 1)].number,
        "new": chosen[1].number if chosen else lines[0].number,
        "change": change_between(item, *chosen) if chosen else None,
    }
    return render(request, "forums/versions/history.html", context)


@require_safe
@for_insiders
def part_revision(request, plan: ActionPlan, pk: int):
    """One revision to read; whoever may edit can restore it."""
    revision = _revision(plan, pk)
    item = revision.item
    html, fields = text_of(item, revision)
    context = _revision_context(plan, revision) | {
        "line": lines_of([revision], item)[0],
        "html": html,
        "fields": fields,
        "may_restore": can_edit(request.user, plan) and _can_come_back(item, revision),
    }
    return render(request, "forums/versions/revision.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_insiders
def part_restore(request, plan: ActionPlan, pk: int):
    """Look at what would change, then restore; the head that the person saw must still be the head."""
    revision = _revision(plan, pk)
    if not drafts_for(request.user, plan):
        raise Http404
    problems: list[str] = []
    if request.method == "POST":
        try:
            restored = editing.restore(
                revision.item, revision, base=_number(request.POST.get("base")), by=request.user
            )
        except editing.WrongMoment as moment:
            problems = [moment.message]
            revision = _revision(plan, pk)
        except editing.Invalid as invalid:
            problems = [fault.message for fault in invalid.faults]
        else:
            text = _("Restored: revision %(old)s is what the draft says again, as revision %(new)s.")
            messages.success(request, text % {"old": revision.number, "new": restored.number})
            return redirect(history_address(revision.item))
    return _restore_page(request, plan, revision, problems)


def history_address(item: DraftItem) -> str:
    """The page of the history of a part."""
    name = "key" if item.kind == DraftItem.Kind.SECTION else "code"
    return reverse("part_history", kwargs={"slug": item.plan.slug, name: item.key})


def _restore_page(request, plan: ActionPlan, revision: Revision, problems: list[str]):
    item = revision.item
    context = _revision_context(plan, revision) | {
        "problems": [("", problem) for problem in problems],
        "change": change_between(item, item.head, revision),
        "base": item.head.number,
        "may_restore": can_edit(request.user, plan),
        "can_come_back": _can_come_back(item, revision),
    }
    return render(request, "forums/versions/restore.html", context)


def _revision_context(plan: ActionPlan, revision: Revision) -> dict:
    title = _("Revision %(number)s") % {"number": revision.number}
    history = (_("History of changes"), history_address(revision.item))
    return page_context(plan, title, above=[_draft_crumb(plan), history]) | {
        "current": "draft",
        "item": revision.item,
        "revision": revision,
        "part_title": title_of_part(revision.item),
        "history_url": history[1],
    }


def _can_come_back(item: DraftItem, revision: Revision) -> bool:
    """The head has nothing to come back to, unless its action was removed."""
    return item.removed_at is not None or revision.pk != item.head_id


def _revision(plan: ActionPlan, pk: int) -> Revision:
    rows = Revision.objects.select_related("item__head", "author")
    revision = get_object_or_404(rows, pk=pk, item__plan=plan)
    revision.item.plan = plan
    return revision


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _draft_crumb(plan: ActionPlan) -> tuple[str, str | None]:
    return _("Draft"), reverse("draft", args=[plan.slug])
