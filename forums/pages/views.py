"""Pages of the bodies, of coordination, and the search."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from . import search as finding
from .bodies import read_bodies, read_body
from .coordination import read_coordination


@require_safe
def coordination(request):
    """How the strategy is coordinated and monitored, and what is not known."""
    crumbs = [(_("Strategy"), reverse("strategy")), (_("Coordination and monitoring"), None)]
    context = {"nav": "strategy", "crumbs": crumbs, **read_coordination()}
    return render(request, "forums/pages/coordination.html", context)


@require_safe
def body_list(request):
    """All bodies that hold today; the teams of a country come in pages."""
    crumbs = [(_("Strategy"), reverse("strategy")), (_("Bodies, forums and teams"), None)]
    context = {"nav": "strategy", "crumbs": crumbs, **read_bodies(request.GET.get("page"))}
    return render(request, "forums/pages/body_list.html", context)


@require_safe
def body(request, slug):
    """One body: its role, its areas, its members (names for signed-in people only)."""
    screen = read_body(slug, request.user)
    crumbs = [
        (_("Strategy"), reverse("strategy")),
        (_("Bodies, forums and teams"), reverse("body_list")),
        (screen.body.name, None),
    ]
    return render(request, "forums/pages/body.html", {"nav": "strategy", "crumbs": crumbs, "screen": screen})


@require_safe
def search(request):
    """Search; question and kind live in the address."""
    results = finding.search(request.GET.get("q", ""), request.GET.get("rodzaj", ""))
    return render(request, "forums/pages/search.html", {"results": results})
