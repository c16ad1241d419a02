"""The Office hands over the seats of somebody who leaves."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forums.bodies.handing_forms import GiverForm, HandOverForm
from forums.bodies.handing_over import hand_over, held_by
from forums.bodies.models import HandOver
from forums.bodies.notices import seat_words
from forums.bodies.permissions import may_end_membership

SHOWN = 20


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request):
    """First who leaves (it stands in the address), then what goes to whom; and earlier hand-overs."""
    if not may_end_membership(request.user):
        raise Http404
    choice = GiverForm(request.GET if "osoba" in request.GET else None)
    giver = choice.cleaned_data["osoba"] if choice.is_bound and choice.is_valid() else None
    if giver is None:
        if request.method == "POST":
            raise Http404
        return _page(request, choice=choice)
    held = held_by(giver)
    form = HandOverForm(giver, held, request.POST or None)
    if request.method == "POST" and form.is_valid() and _done(request, giver, form):
        return redirect("handover")
    return _page(request, giver=giver, held=held, form=form)


def _done(request, giver, form) -> bool:
    """Whether it was handed over; otherwise the form says why not."""
    data = form.cleaned_data
    try:
        hand_over(
            giver,
            data["taker"],
            data["seats"],
            last_day=data["last_day"],
            reason=data["reason"],
            by=request.user,
        )
    except ValidationError as fault:
        for name, errors in fault.message_dict.items():
            form.add_error(name, errors)
        return False
    names = {"giver": giver, "taker": data["taker"]}
    messages.success(request, _("Handed over: %(giver)s, %(taker)s. Both are being told.") % names)
    return True


def _page(request, *, choice=None, giver=None, held=None, form=None):
    past = HandOver.objects.select_related("giver", "taker", "by")[:SHOWN]
    context = {
        "nav": "tasks",
        "choice": choice,
        "giver": giver,
        "held": held,
        "form": form,
        "past": [(row, seat_words(row)) for row in past],
        "crumbs": [(_("Hand over duties"), None)],
    }
    return render(request, "forums/people/handover.html", context)
