"""Pages of proposals that were sent: the list, and one with its changes and the answer to it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from forums.discussion import pages
from forums.discussion.parts import all_parts, parts_of
from forums.discussion.permissions import Rights
from forums.discussion.presentation import screen_of
from forums.discussion.proposing import accept, decline, withdraw
from forums.discussion.reading import ProposalRow, proposals_of
from forums.discussion.refusals import Refused
from forums.drafting.editing import Collision, Invalid, WrongMoment
from forums.drafting.kept import kept_page
from forums.drafting.models import Proposal
from metropolis.ui.kept_posts import keeps_posts
from strategy.plans.way import way_to

PAGE_SIZE = 30
WAITING, MINE, ALL = "czekaja", "moje", "wszystkie"


@login_required
@require_safe
def proposal_list(request, slug):
    """Proposals to a plan: those that wait, one's own, or all; of one part where it is named."""
    plan = pages.plan_for(request.user, slug)
    shown = request.GET.get("ktore", WAITING)
    shown = shown if shown in (WAITING, MINE, ALL) else WAITING
    parts = all_parts(plan)
    rows = proposals_of(plan)
    if shown == WAITING:
        rows = rows.filter(state=Proposal.State.OPEN).order_by("made_at", "pk")
    elif shown == MINE:
        rows = rows.filter(author=request.user)
    if key := request.GET.get("czesc", ""):
        rows = rows.filter(item__key=key)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "nav": "plans",
        "plan": plan,
        "crumbs": way_to(plan, (pages.proposals_crumb(plan)[0], None)),
        "shown": shown,
        "kinds": [(WAITING, _("Waiting")), (MINE, _("Mine")), (ALL, _("All"))],
        "part_key": key,
        "parts": [part for part in parts.values() if part.item],
        "page": page,
        "rows": [ProposalRow(row, parts[row.item_id]) for row in page.object_list],
        "query": f"ktore={shown}&czesc={key}",
        "rights": Rights(request.user, plan),
    }
    return render(request, "forums/discussion/proposal_list.html", context)


@keeps_posts(kept_page)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request, slug, pk):
    """A proposal with its changes in place; those who draft the plan answer it here."""
    plan = pages.plan_for(request.user, slug)
    found = _find(plan, pk)
    if request.method == "POST":
        return _answer(request, plan, found)
    return _page(request, plan, found)


def _find(plan, pk) -> Proposal:
    found = get_object_or_404(proposals_of(plan).select_related("item__head", "result"), pk=pk)
    found.item.plan = plan
    return found


def _page(request, plan, found, *, refusal="", status=200):
    part = parts_of(plan, [found.item])[found.item_id]
    rights = Rights(request.user, plan)
    screen = screen_of(found)
    screen.tick(request.POST.getlist("change"))
    is_open = found.state == Proposal.State.OPEN
    may_accept = is_open and rights.decides and not part.is_removed and bool(screen.ready)
    context = {
        "nav": "plans",
        "plan": plan,
        "crumbs": way_to(plan, pages.proposals_crumb(plan), (_title(found), None)),
        "title": _title(found),
        "proposal": found,
        "part": part,
        "screen": screen,
        "rights": rights,
        "is_open": is_open,
        "may_decide": is_open and rights.decides,
        "may_accept": may_accept,
        "may_tick": may_accept and len(screen.changes) > 1,
        "accepts_all": not screen.outdated,
        "decided": "" if is_open else found.state,
        "may_withdraw": rights.withdraws(found),
        "answer": request.POST.get("answer", ""),
        "errors": [("answer" if "decline" in request.POST else "", refusal)] if refusal else [],
    }
    return render(request, "forums/discussion/proposal.html", context, status=status)


def _title(found) -> str:
    return _("Proposal %(number)s") % {"number": found.pk}


def _answer(request, plan, found):
    """Do what the button says; what cannot be done is said, and the answer stays in its field."""
    try:
        text = _do(request, found)
    except Invalid as fault:
        wrong = " ".join(one.message for one in fault.faults)
        text = _("With these changes alone the part would not hold together: %(faults)s")
        return _page(request, plan, _find(plan, found.pk), refusal=text % {"faults": wrong}, status=422)
    except (Refused, WrongMoment, Collision) as refusal:
        return _page(request, plan, _find(plan, found.pk), refusal=_words(refusal), status=409)
    except PermissionDenied:
        text = _("You no longer have the right to answer proposals. Nothing was saved.")
        return _page(request, plan, _find(plan, found.pk), refusal=text, status=403)
    messages.success(request, text)
    return redirect("proposal", plan.slug, found.pk)


def _words(refusal) -> str:
    if isinstance(refusal, Collision):
        return _("Somebody has just saved the same place. Nothing was saved: look at the changes again.")
    return str(refusal)


def _do(request, found) -> str:
    answer, data = request.POST.get("answer", ""), request.POST
    if "withdraw" in data:
        withdraw(found, by=request.user)
        return _("The proposal was withdrawn.")
    if "decline" in data:
        decline(found, by=request.user, reason=answer)
        return _("The proposal was declined. The author will be told why.")
    if "accept_all" in data:
        accept(found, by=request.user, note=answer)
        return _("The proposal was accepted, and its changes are in the draft.")
    if "accept" not in data:
        raise Http404
    parts = [int(one) for one in data.getlist("change") if one.isdecimal() and len(one) < 6]
    decided = accept(found, by=request.user, parts=parts, note=answer)
    if decided.state == Proposal.State.PARTLY:
        return _("The proposal was accepted in part: the chosen changes are in the draft.")
    return _("The proposal was accepted, and its changes are in the draft.")
