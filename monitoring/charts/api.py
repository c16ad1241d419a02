"""`indicators/{code}/chart.svg` and `indicators/{code}/chart.vl.json`: the chart of an indicator to embed."""

from django.http import FileResponse, Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from metropolis.rest.views import ReadOnlyViewSet
from metropolis.ui import vega
from monitoring.models import KeptForecast
from monitoring.status.overview import READS
from monitoring.status.series import read_series
from strategy.models import Indicator

from .pictures import LINE, specification_of


class ChartViewSet(ReadOnlyViewSet):
    """The line of the metropolis with its target path, in the language that is asked for."""

    queryset = Indicator.objects.select_related("area")
    lookup_field = "code"
    reads = (*READS, KeptForecast)

    def get_renderers(self):
        """One form each; the address says which."""
        return [JSONRenderer()]

    def known_parameters(self) -> set[str]:
        """No parameters: language is a header."""
        return set()

    @extend_schema(responses={(200, "image/svg+xml"): OpenApiTypes.BINARY})
    def svg(self, request, code):
        """The chart as a picture; 404 while there is nothing to draw."""
        return self.answer(request, self._picture)

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def spec(self, request, code):
        """The chart as a Vega-Lite specification with its data inline."""
        return self.answer(request, lambda: Response(self._specification()))

    def _picture(self):
        folder = f"{self.language}/{self.get_object().pk}"
        path = vega.stored(self._specification(), folder)
        return FileResponse(path.open("rb"), content_type="image/svg+xml; charset=utf-8")

    def _specification(self) -> dict:
        indicator = self.get_object()
        spec = specification_of(f"{LINE}-wide", read_series([indicator])[indicator.pk], {})
        if spec is None:
            raise Http404
        return spec
