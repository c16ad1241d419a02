"""Pages that take a number apart. Public: they show verified values only."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from metropolis.ui.past import address_then, past_day
from monitoring.history.days import shows_past
from monitoring.history.past import overview_on
from monitoring.values.permissions import can_see_history
from strategy.indicators.periods import Period
from strategy.models import Goal, Indicator, ThematicArea

from .figure_screen import read_figure
from .status_screen import read_status
from .summary_screen import read_summary

PER_PAGE = 200


@require_safe
@shows_past
def calculation(request, code, period):
    """One figure of an indicator: from which values, by which rule."""
    found = get_object_or_404(Indicator, code=code)
    insider = can_see_history(request.user)
    screen = read_figure(found, _period(period), insider=insider, as_of=past_day(request))
    if screen is None:
        raise Http404
    context = {
        "nav": "indicators",
        "screen": screen,
        "insider": insider,
        "page": Paginator(screen.rows, PER_PAGE).get_page(request.GET.get("page")),
        "crumbs": [*_indicator_crumbs(request, found), (screen.period.label, None)],
    }
    return render(request, "monitoring/calculations/figure.html", context)


@require_safe
@shows_past
def status_calculation(request, code):
    """The status of an indicator: what was asked in which order, and with which numbers."""
    found = get_object_or_404(Indicator, code=code)
    context = {
        "nav": "indicators",
        "screen": read_status(found, past_day(request)),
        "crumbs": [*_indicator_crumbs(request, found), (_("Status"), None)],
    }
    return render(request, "monitoring/calculations/status.html", context)


@require_safe
@shows_past
def goal_calculation(request, code):
    """The summary of a goal and of all goals below it."""
    found = get_object_or_404(Goal.objects.select_related("area"), code=code)
    known = overview_on(past_day(request))
    crumbs = [
        (found.area.name, address_then(request, "area", found.area.slug)),
        (found.code, address_then(request, "goal", found.code)),
    ]
    members = known.of_goal[found.pk]
    return _summary_page(request, found.text, known, members, known.goals[found.pk], crumbs)


@require_safe
@shows_past
def area_calculation(request, slug):
    """The summary of an area and of all its goals."""
    found = get_object_or_404(ThematicArea, slug=slug)
    known = overview_on(past_day(request))
    crumbs = [
        (_("Thematic areas"), address_then(request, "area_list")),
        (found.name, address_then(request, "area", found.slug)),
    ]
    members = known.of_area[found.pk]
    return _summary_page(request, found.name, known, members, known.areas[found.pk], crumbs)


@require_safe
@shows_past
def strategy_calculation(request):
    """The summary of the whole strategy."""
    known = overview_on(past_day(request))
    crumbs = [(_("Start page"), address_then(request, "home"))]
    return _summary_page(request, _("The whole strategy"), known, known.standings, known.strategy, crumbs)


def _summary_page(request, name, known, members, summary, crumbs):
    screen = read_summary(known, members, summary, past_day(request))
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


def _indicator_crumbs(request, indicator: Indicator):
    return [
        (_("Indicators"), address_then(request, "indicator_list")),
        (indicator.code, address_then(request, "indicator", indicator.code)),
    ]
