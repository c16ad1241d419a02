"""The start page."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from monitoring.models import ProgressReport
from monitoring.status.overview import overview
from strategy.models import Statement, Strategy

from .areas import area_cards
from .home import facts
from .municipalities import members, population_tiles


@require_safe
def home(request):
    """The strategy at a glance: areas with data and status, municipalities, latest reports."""
    municipalities = list(members())
    context = {
        "nav": "strategy",
        "strategy": Strategy.objects.first(),
        "vision": Statement.objects.filter(kind=Statement.Kind.VISION).first(),
        "facts": facts(municipalities),
        "cards": area_cards(),
        "summary": overview().strategy,
        "tiles": population_tiles(municipalities),
        "municipalities": municipalities,
        "reports": ProgressReport.objects.filter(state=ProgressReport.State.PUBLISHED)[:3],
        "today": timezone.localdate(),
    }
    return render(request, "monitoring/pages/home.html", context)
