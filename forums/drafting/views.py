"""The home of a draft, and what its open pages ask: who else is here, and whether one is still signed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from . import presence
from .desk import find_desk
from .home import at_work, moment, read_home
from .lines import lines_html
from .models import DraftItem
from .parts import number_in


@login_required
@never_cache
@require_safe
def draft(request, slug):
    """The draft as a list of its parts, with what waits and what is missing."""
    desk = find_desk(request, slug)
    if not desk.plan.is_under_work:
        messages.info(request, _("This plan has no draft under work now."))
        return redirect("plan", slug)
    home = read_home(desk)
    context = {
        "nav": "plans",
        "desk": desk,
        "plan": desk.plan,
        "crumbs": desk.crumbs(),
        "home": home,
        "section_lines": lines_html(DraftItem.Kind.SECTION, home.sections, desk),
        "action_lines": lines_html(DraftItem.Kind.ACTION, home.actions, desk),
        "saved": request.GET.get("saved", ""),
    }
    return render(request, "forums/drafting/home.html", context)


@login_required
@never_cache
@require_safe
def draft_pulse(request, slug):
    """What a script asks before it sends a form: still signed in, and a token that holds."""
    find_desk(request, slug)
    return JsonResponse({"token": get_token(request)})


@require_POST
@login_required
@never_cache
def draft_presence(request, slug, pk):
    """The person has the edit page of a part open, or has just left it; who else is there."""
    desk = find_desk(request, slug)
    item = get_object_or_404(DraftItem.objects.select_related("head__author"), pk=pk, plan=desk.plan)
    if not desk.may_edit:
        raise Http404
    if "leave" in request.POST:
        presence.leave(item, request.user)
    else:
        presence.touch(item, request.user)
    others = at_work(person for _item, person, _seen in presence.present(item, excluding=request.user))
    return JsonResponse({"others": others, "newer": _newer(item, number_in(request, "base"), request.user)})


def _newer(item, base, user) -> str:
    """Who has saved the part since the page was opened; nothing for nobody."""
    head = item.head
    if not base or head is None or head.number <= base or head.author_id in (None, user.pk):
        return ""
    words = {"who": head.author, "when": moment(head.made_at)}
    return (
        _("%(who)s has saved this part %(when)s. Go on: your save will be put together with theirs.") % words
    )
