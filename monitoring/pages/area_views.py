"""Pages of areas and goals."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from metropolis.ui.past import address_then, past_day
from monitoring.history.days import shows_past
from monitoring.history.past import overview_on
from strategy.actions.line_html import list_html
from strategy.actions.lists import service_of
from strategy.models import Goal, ThematicArea
from strategy.pages.wording import passages

from .area_dashboard import read_dashboard
from .areas import area_cards, goal_family, read_area
from .indicator_tables import indicator_table, listed_among


@require_safe
@shows_past
def area_list(request):
    """The areas of cooperation, at a glance."""
    crumbs = [(_("Strategy"), reverse("strategy")), (_("Thematic areas"), None)]
    context = {"nav": "strategy", "cards": area_cards(past_day(request)), "crumbs": crumbs}
    return render(request, "monitoring/pages/area_list.html", context)


@require_safe
@shows_past
def area(request, slug):
    """One area: what was agreed, who works on it, with what money, how it stands."""
    found = get_object_or_404(ThematicArea, slug=slug)
    day = past_day(request)
    known = overview_on(day)
    screen = read_area(found, known)
    context = {
        "nav": "strategy",
        "screen": screen,
        "table": indicator_table(request, screen.indicators, known, day),
        "board": read_dashboard(screen, known, request.GET, is_past=day is not None),
        "crumbs": [
            (_("Strategy"), reverse("strategy")),
            (_("Thematic areas"), address_then(request, "area_list")),
            (found.name, None),
        ],
    }
    return render(request, "monitoring/pages/area.html", context)


@require_safe
@shows_past
def goal(request, code):
    """One goal: its words, its place, what it answers, what is done for it and what measures it."""
    found = get_object_or_404(Goal.objects.select_related("area", "parent"), code=code)
    family = goal_family(found)
    day = past_day(request)
    known = overview_on(day)
    service = service_of(found, family)
    context = {
        "nav": "strategy",
        "goal": found,
        "summary": known.goals[found.pk],
        "table": indicator_table(request, listed_among(known.of_goal[found.pk]), known, day),
        "service": service,
        "actions": list_html(service.lines, day),
        "children": found.children.all(),
        "challenges": passages(found.challenges.all()),
        "key_actions": passages(found.key_actions.all()),
        "framework_goals": found.framework_goals.select_related("strategy"),
        "crumbs": [
            (_("Thematic areas"), address_then(request, "area_list")),
            (found.area.name, address_then(request, "area", found.area.slug)),
            (found.code, None),
        ],
    }
    return render(request, "monitoring/pages/goal.html", context)
