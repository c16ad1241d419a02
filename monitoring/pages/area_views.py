"""Pages of areas and goals."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from monitoring.status.overview import overview
from strategy.actions.lists import service_of
from strategy.models import Goal, ThematicArea
from strategy.pages.wording import passages

from .area_dashboard import read_dashboard
from .areas import area_cards, goal_family, goal_rows, read_area


@require_safe
def area_list(request):
    """The areas of cooperation, at a glance."""
    crumbs = [(_("Strategy"), reverse("strategy")), (_("Thematic areas"), None)]
    context = {"nav": "strategy", "cards": area_cards(), "crumbs": crumbs}
    return render(request, "monitoring/pages/area_list.html", context)


@require_safe
def area(request, slug):
    """One area: what was agreed, who works on it, with what money, how it stands."""
    found = get_object_or_404(ThematicArea, slug=slug)
    known = overview()
    screen = read_area(found, known)
    context = {
        "nav": "strategy",
        "screen": screen,
        "board": read_dashboard(screen, known, request.GET),
        "crumbs": [
            (_("Strategy"), reverse("strategy")),
            (_("Thematic areas"), reverse("area_list")),
            (found.name, None),
        ],
    }
    return render(request, "monitoring/pages/area.html", context)


@require_safe
def goal(request, code):
    """One goal: its words, its place, what it answers, what is done for it and what measures it."""
    found = get_object_or_404(Goal.objects.select_related("area", "parent"), code=code)
    family = goal_family(found)
    summary, rows = goal_rows(found, family)
    context = {
        "nav": "strategy",
        "goal": found,
        "summary": summary,
        "rows": rows,
        "service": service_of(found, family),
        "children": found.children.all(),
        "challenges": passages(found.challenges.all()),
        "key_actions": passages(found.key_actions.all()),
        "framework_goals": found.framework_goals.select_related("strategy"),
        "crumbs": [
            (_("Thematic areas"), reverse("area_list")),
            (found.area.name, reverse("area", args=[found.area.slug])),
            (found.code, None),
        ],
    }
    return render(request, "monitoring/pages/goal.html", context)
