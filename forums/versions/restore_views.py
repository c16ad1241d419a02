"""Restoring a whole frozen version as the new draft: what would change, then one button."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from forums.drafting import editing
from forums.drafting.permissions import can_edit, drafts_for
from strategy.models import ActionPlan

from .listing import title_of
from .opening import for_insiders, page_context, versions_crumb
from .restoring import restore_version, seen_state, what_changes
from .views import find_version


@require_http_methods(["GET", "HEAD", "POST"])
@for_insiders
def plan_version_restore(request, plan: ActionPlan, number: int):
    """The page that names what restoring changes; sending it restores."""
    if not drafts_for(request.user, plan) or not plan.versions.filter(number=number).exists():
        raise Http404
    version = find_version(plan, request.user, number)
    problems: list[str] = []
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            count = restore_version(
                plan, version, seen=int(seen) if seen.isdecimal() else -1, by=request.user
            )
        except editing.WrongMoment as moment:
            problems = [moment.message]
        except editing.Invalid as invalid:
            problems = [fault.message for fault in invalid.faults]
        else:
            messages.success(request, _restored(title_of(version), count))
            return redirect("draft", slug=plan.slug)
    title = _("Restore this version")
    above = [versions_crumb(plan), (title_of(version), _address(plan, number))]
    context = page_context(plan, title, above=above) | {
        "version_title": title_of(version),
        "version_url": _address(plan, number),
        "problems": [("", problem) for problem in problems],
        "difference": what_changes(plan, version),
        "seen": seen_state(plan),
        "may_restore": can_edit(request.user, plan),
    }
    return render(request, "forums/versions/version_restore.html", context)


def _restored(title: str, count: int) -> str:
    text = ngettext(
        "%(title)s is the draft again: %(count)s part changed.",
        "%(title)s is the draft again: %(count)s parts changed.",
        count,
    )
    return text % {"title": title, "count": count}


def _address(plan: ActionPlan, number: int) -> str:
    return reverse("plan_version", kwargs={"slug": plan.slug, "number": number})
