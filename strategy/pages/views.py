"""Pages of the strategy as a document: its words, how it was made, its money, its plans."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .document import read_making, read_strategy
from .financing import read_financing
from .plans import read_plans


def _crumbs(title: str) -> list[tuple[str, str | None]]:
    return [(_("Strategy"), reverse("strategy")), (title, None)]


@require_safe
def strategy(request):
    """Vision, mission, aims and challenges; what belongs to the strategy and stands beside it."""
    crumbs = [(_("Start page"), reverse("home")), (_("Strategy"), None)]
    return render(request, "strategy/strategy.html", {"nav": "strategy", "crumbs": crumbs, **read_strategy()})


@require_safe
def making(request):
    """How the strategy was made, and the documents behind it."""
    context = {"nav": "strategy", "crumbs": _crumbs(_("How the strategy was made")), **read_making()}
    return render(request, "strategy/making.html", context)


@require_safe
def financing(request):
    """From where the money comes, how much, for what."""
    context = {"nav": "strategy", "crumbs": _crumbs(_("Financing")), **read_financing()}
    return render(request, "strategy/financing.html", context)


@require_safe
def plan_list(request):
    """All action plans, by area, with how far they are; people with a role see what is under work too."""
    crumbs = [(_("Start page"), reverse("home")), (_("Action plans"), None)]
    insider = getattr(request.user, "is_member", False) or request.user.is_staff
    listing = read_plans(request.GET, insider=insider)
    return render(request, "strategy/plan_list.html", {"nav": "plans", "crumbs": crumbs, "listing": listing})
