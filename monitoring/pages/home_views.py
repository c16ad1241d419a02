"""The start page."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from metropolis.ui.past import past_day
from monitoring.history.days import shows_past
from monitoring.history.past import overview_on
from monitoring.models import ProgressReport
from strategy.models import Municipality, Statement, Strategy

from .areas import area_cards
from .home import facts
from .municipalities import population_map


@require_safe
@shows_past
def home(request):
    """The strategy at a glance: areas with data and status, municipalities, latest reports."""
    day = past_day(request)
    members = Municipality.objects.members_on(day or timezone.localdate())
    municipalities = list(members.values_list("population", "population_on", named=True))
    context = {
        "nav": "strategy",
        "strategy": Strategy.objects.first(),
        "vision": Statement.objects.filter(kind=Statement.Kind.VISION).first(),
        "facts": facts(municipalities, day),
        "cards": area_cards(day),
        "summary": overview_on(day).strategy,
        "map": population_map(request.GET, day),
        "municipalities": municipalities,
        "reports": _reports(day)[:3],
        "day": day or timezone.localdate(),
    }
    return render(request, "monitoring/pages/home.html", context)


def _reports(day):
    """The newest editions, newest first; on a past day those that were public by its end."""
    return ProgressReport.objects.current(day)
