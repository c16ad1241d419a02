"""Pages of municipalities."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from metropolis.ui.past import address_then, past_day, past_query
from monitoring.history.days import shows_past
from strategy.actions.line_html import list_html
from strategy.actions.lists import actions_of_municipality
from strategy.models import Municipality

from .municipal_values import municipal_values
from .municipalities import facts_of, population_map

PER_PAGE = 100


@require_safe
@shows_past
def municipality_list(request):
    """The members: the tile map and the same as a list."""
    day = past_day(request)
    members = Municipality.objects.members_on(day or timezone.localdate())
    people = list(members.values_list("population", flat=True))
    context = {
        "nav": "municipalities",
        "count": len(people),
        "query": past_query(day),
        "page": Paginator(members, PER_PAGE).get_page(request.GET.get("page")),
        "map": population_map(request.GET, day),
        "population": sum(number or 0 for number in people),
        "unknown": people.count(None),
        "crumbs": [(_("Start page"), address_then(request, "home")), (_("Municipalities"), None)],
    }
    return render(request, "monitoring/pages/municipality_list.html", context)


@require_safe
@shows_past
def municipality(request, slug):
    """One municipality: facts, team, its actions, every value beside the metropolitan figure."""
    found = get_object_or_404(Municipality.objects.select_related("team"), slug=slug)
    day = past_day(request)
    actions = actions_of_municipality(found)
    here = address_then(request, "municipality", found.slug)
    context = {
        "nav": "municipalities",
        "municipality": found,
        "facts": facts_of(found),
        "actions": list_html(actions, day) if actions else "",
        "values": municipal_values(request, found, day),
        "neighbours": found.neighbours.all(),
        "codes": found.codes.all(),
        "map": population_map(request.GET, day, here=here),
        "crumbs": [
            (_("Start page"), address_then(request, "home")),
            (_("Municipalities"), address_then(request, "municipality_list")),
            (found.name, None),
        ],
    }
    return render(request, "monitoring/pages/municipality.html", context)
