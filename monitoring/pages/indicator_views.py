"""Pages of indicators, and their files."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from metropolis.ui.past import address_then, on_day, past_day
from monitoring.history.days import shows_past
from strategy.models import Indicator

from .indicator_files import as_csv, as_xlsx
from .indicator_list import read_list
from .indicator_page import read_screen

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@shows_past
def indicator_list(request):
    """Every indicator, narrowed by the filters in the address."""
    listing = read_list(request.GET, past_day(request))
    page = Paginator(listing.rows, PER_PAGE).get_page(request.GET.get("page"))
    crumbs = [(_("Start page"), address_then(request, "home")), (_("Indicators"), None)]
    context = {"nav": "indicators", "listing": listing, "page": page, "crumbs": crumbs}
    return render(request, "monitoring/pages/indicator_list.html", context)


@require_safe
@shows_past
def indicator(request, code):
    """One indicator: sentence, chart or table, municipalities, where it comes from."""
    found = get_object_or_404(Indicator.objects.select_related("area", "partner"), code=code)
    screen = read_screen(found, request.GET, past_day(request))
    crumbs = [(_("Indicators"), address_then(request, "indicator_list"))]
    if found.area:
        crumbs.append((found.area.name, address_then(request, "area", found.area.slug)))
    context = {
        "nav": "indicators",
        "screen": screen,
        "as_table": request.GET.get("widok") == "tabela" or screen.picture is None,
        "places_as_table": request.GET.get("gminy") != "wykres",
        "goals": found.goals.select_related("area"),
        "crumbs": [*crumbs, (found.code, None)],
        "files": _files(found, past_day(request)),
    }
    return render(request, "monitoring/pages/indicator.html", context)


@require_safe
@shows_past
def indicator_data(request, code, kind):
    """The values of an indicator as a CSV or XLSX file."""
    found = get_object_or_404(Indicator, code=code)
    day = past_day(request)
    name = f"wskaznik-{found.code}{f'_{day}' if day else ''}.{kind}"
    if kind == "csv":
        response = StreamingHttpResponse(as_csv(found, day), content_type="text/csv; charset=utf-8")
    elif kind == "xlsx":
        response = HttpResponse(as_xlsx(found, day), content_type=XLSX)
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _files(found: Indicator, day) -> list[tuple[str, str, str]]:
    return [
        (_("Excel"), on_day(reverse("indicator_data", args=[found.code, "xlsx"]), day), "XLSX"),
        (_("CSV for Excel"), on_day(reverse("indicator_data", args=[found.code, "csv"]), day), "CSV"),
    ]
