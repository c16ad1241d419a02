"""Charts with addresses of their own: the page, its files, and the view that other sites may frame."""

import json

from csp.decorators import csp_replace
from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from metropolis.ui import vega
from metropolis.ui.dates import long_date
from monitoring.charts.tables import as_csv, as_xlsx
from strategy.models import Indicator

from .chart_page import KINDS, Chart, read_chart

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PICTURES = {"svg": "image/svg+xml; charset=utf-8", "png": "image/png"}
EMBED_HEIGHT = 220  # what stands around the picture in a frame


@require_safe
def chart(request, code, kind):
    """A chart with its sentence, its table, its files and the words to embed it."""
    found = _find(code, kind, request.GET)
    indicator = found.indicator
    frame = reverse("chart_embed", args=[code, kind]) + found.query
    crumbs = [
        (_("Indicators"), reverse("indicator_list")),
        (indicator.code, reverse("indicator", args=[indicator.code])),
        (_("Chart"), None),
    ]
    context = {
        "nav": "indicators",
        "chart": found,
        "page": found.table.page(request.GET.get("page")),
        "page_query": _page_query(found),
        "as_table": found.wide is None or request.GET.get("widok") == "tabela",
        "address": _address(found),
        "frame": f"{settings.BASE_URL}{frame}",
        "frame_height": found.size[1] + EMBED_HEIGHT,
        "files": _files(found),
        "src": _file(found, "svg"),
        "narrow_src": _file(found, "svg") + ("&" if found.query else "?") + "szerokosc=waska",
        "today": timezone.localdate(),
        "crumbs": crumbs,
    }
    return render(request, "monitoring/dashboards/chart.html", context)


@require_safe
def chart_file(request, code, kind, form):
    """The chart as SVG, PNG, CSV, XLSX or as its specification."""
    found = _find(code, kind, request.GET)
    name = f"wskaznik-{code}-{kind}.{form}"
    if form == "csv":
        response = StreamingHttpResponse(as_csv(found.table), content_type="text/csv; charset=utf-8")
    elif form == "xlsx":
        response = HttpResponse(as_xlsx(found.table, _facts(found)), content_type=XLSX)
    elif found.wide is None:
        raise Http404
    elif form == "vl.json":
        text = json.dumps(found.wide, ensure_ascii=False, indent=1)
        response = HttpResponse(text, content_type="application/json")
    elif form in PICTURES:
        return _picture(request, found, form, name)
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def chart_embed(request, code, kind):
    """The chart for a frame on another site: with its source, its date and the way back."""
    found = _find(code, kind, request.GET)
    context = {
        "chart": found,
        "src": _file(found, "svg"),
        "page": found.table.page(request.GET.get("page")),
        "page_query": found.query.removeprefix("?"),
        "address": _address(found),
        "today": timezone.localdate(),
    }
    return render(request, "monitoring/dashboards/embed.html", context)


def _page_query(found: Chart) -> str:
    """What the links between the pages of the table keep: what is compared, and that a table is shown."""
    return f"{found.query.removeprefix('?')}&widok=tabela".removeprefix("&")


def _find(code: str, kind: str, parameters) -> Chart:
    if kind not in KINDS:
        raise Http404
    found = read_chart(
        get_object_or_404(Indicator.objects.select_related("area"), code=code), kind, parameters
    )
    if found is None:
        raise Http404
    return found


def _picture(request, found: Chart, form: str, name: str):
    """The picture of today's data; whoever has it already is told so by its fingerprint."""
    spec = found.narrow if request.GET.get("szerokosc") == "waska" else found.wide
    etag = f'"{vega.fingerprint(spec)}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    else:
        folder = f"{get_language()}/{found.indicator.pk}"
        response = FileResponse(vega.stored(spec, folder, form).open("rb"), content_type=PICTURES[form])
        response["Content-Disposition"] = f'inline; filename="{name}"'
    response["ETag"] = etag
    patch_cache_control(response, public=True, no_cache=True)
    return response


def _address(found: Chart) -> str:
    """The permanent address of the chart, for people elsewhere."""
    return f"{settings.BASE_URL}{reverse('chart', args=[found.indicator.code, found.kind])}{found.query}"


def _file(found: Chart, form: str) -> str:
    return reverse("chart_file", args=[found.indicator.code, found.kind, form]) + found.query


def _files(found: Chart) -> list[tuple[str, str, str]]:
    tables = [(_("Excel"), _file(found, "xlsx"), "XLSX"), (_("CSV for Excel"), _file(found, "csv"), "CSV")]
    if found.wide is None:
        return tables
    return [
        *tables,
        (_("Picture for documents"), _file(found, "png"), "PNG"),
        (_("Picture that scales"), _file(found, "svg"), "SVG"),
        (_("Specification of the chart"), _file(found, "vl.json"), "Vega-Lite"),
    ]


def _facts(found: Chart) -> list[tuple[str, str]]:
    indicator = found.indicator
    return [
        (_("Chart"), found.title),
        (_("Indicator"), f"{indicator.code} {indicator.name}"),
        (_("Unit"), indicator.unit),
        (_("In a sentence"), found.sentence),
        (_("Source of the data"), found.source),
        (
            _("Address"),
            f"{settings.BASE_URL}{reverse('chart', args=[indicator.code, found.kind])}{found.query}",
        ),
        (_("Made on"), long_date(timezone.localdate())),
    ]
