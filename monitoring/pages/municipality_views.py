"""Pages of municipalities."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from metropolis.ui.past import address_then, past_day
from monitoring.history.days import shows_past
from strategy.actions.line_html import list_html
from strategy.actions.lists import actions_of_municipality
from strategy.models import Municipality

from .maps import members_on_the_map, read_map
from .municipal_values import municipal_values
from .municipalities import facts_of, population_tiles


@require_safe
@shows_past
def municipality_list(request):
    """The members: the tile map and the same as a list."""
    day = past_day(request)
    rows = members_on_the_map(day)
    context = {
        "nav": "municipalities",
        "municipalities": rows,
        "map": read_map(population_tiles(rows, day), rows, request.GET, []),
        "population": sum(one.population or 0 for one in rows),
        "unknown": sum(1 for one in rows if one.population is None),
        "crumbs": [(_("Start page"), address_then(request, "home")), (_("Municipalities"), None)],
    }
    return render(request, "monitoring/pages/municipality_list.html", context)


@require_safe
@shows_past
def municipality(request, slug):
    """One municipality: facts, team, its actions, every value beside the metropolitan figure."""
    found = get_object_or_404(Municipality.objects.select_related("team"), slug=slug)
    day = past_day(request)
    rows = members_on_the_map(day)
    actions = actions_of_municipality(found)
    tiles = population_tiles(rows, day)
    for tile in tiles:
        tile["here"] = tile["url"] == address_then(request, "municipality", found.slug)
    context = {
        "nav": "municipalities",
        "municipality": found,
        "facts": facts_of(found),
        "actions": list_html(actions, day) if actions else "",
        "values": municipal_values(request, found, day),
        "neighbours": found.neighbours.all(),
        "codes": found.codes.all(),
        "map": read_map(tiles, rows, request.GET, []),
        "crumbs": [
            (_("Start page"), address_then(request, "home")),
            (_("Municipalities"), address_then(request, "municipality_list")),
            (found.name, None),
        ],
    }
    return render(request, "monitoring/pages/municipality.html", context)
