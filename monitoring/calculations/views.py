"""Pages that take a number apart. Public: they show verified values only."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from monitoring.status.overview import overview
from monitoring.values.permissions import can_see_history
from strategy.indicators.periods import Period
from strategy.models import Goal, Indicator, ThematicArea

from .figure_screen import read_figure
from .status_screen import read_status
from .summary_screen import read_summary

PER_PAGE = 200


@require_safe
def calculation(request, code, period):
    """One figure of an indicator: from which values, by which rule."""
    found = get_object_or_404(Indicator, code=code)
    insider = can_see_history(request.user)
    screen = read_figure(found, _period(period), insider=insider)
    if screen is None:
        raise Http404
    context = {
        "nav": "indicators",
        "screen": screen,
        "insider": insider,
        "page": Paginator(screen.rows, PER_PAGE).get_page(request.GET.get("page")),
        "crumbs": [*_indicator_crumbs(found), (screen.period.label, None)],
    }
    return render(request, "monitoring/calculations/figure.html", context)


@require_safe
def status_calculation(request, code):
    """The status of an indicator: what was asked in which order, and with which numbers."""
    found = get_object_or_404(Indicator, code=code)
    context = {
        "nav": "indicators",
        "screen": read_status(found),
        "crumbs": [*_indicator_crumbs(found), (_("Status"), None)],
    }
    return render(request, "monitoring/calculations/status.html", context)


@require_safe
def goal_calculation(request, code):
    """The summary of a goal and of all goals below it."""
    found = get_object_or_404(Goal.objects.select_related("area"), code=code)
    known = overview()
    crumbs = [
        (found.area.name, reverse("area", args=[found.area.slug])),
        (found.code, reverse("goal", args=[found.code])),
    ]
    members = known.of_goal[found.pk]
    return _summary_page(request, found.text, known, members, known.goals[found.pk], crumbs)


@require_safe
def area_calculation(request, slug):
    """The summary of an area and of all its goals."""
    found = get_object_or_404(ThematicArea, slug=slug)
    known = overview()
    crumbs = [
        (_("Thematic areas"), reverse("area_list")),
        (found.name, reverse("area", args=[found.slug])),
    ]
    members = known.of_area[found.pk]
    return _summary_page(request, found.name, known, members, known.areas[found.pk], crumbs)


@require_safe
def strategy_calculation(request):
    """The summary of the whole strategy."""
    known = overview()
    crumbs = [(_("Start page"), reverse("home"))]
    return _summary_page(request, _("The whole strategy"), known, known.standings, known.strategy, crumbs)


def _summary_page(request, name, known, members, summary, crumbs):
    screen = read_summary(known, members, summary)
    context = {
        "nav": "strategy",
        "name": name,
        "back": crumbs[-1][1],
        "screen": screen,
        "page": Paginator(screen.rows, PER_PAGE).get_page(request.GET.get("page")),
        "crumbs": [*crumbs, (_("How it was counted"), None)],
    }
    return render(request, "monitoring/calculations/summary.html", context)


def _period(code: str) -> Period:
    try:
        return Period.parse(code)
    except ValueError as error:
        raise Http404 from error


def _indicator_crumbs(indicator: Indicator):
    return [
        (_("Indicators"), reverse("indicator_list")),
        (indicator.code, reverse("indicator", args=[indicator.code])),
    ]
