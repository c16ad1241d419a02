"""`areas/`, `goals/`, `indicators/` and `indicators/{code}/series/`."""

import datetime
from decimal import Decimal

import django_filters
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from metropolis.rest.fields import full_address
from metropolis.rest.views import ReadOnlyViewSet
from monitoring.models import KeptForecast
from strategy.api import CodeFilter
from strategy.indicators.periods import Period
from strategy.models import (
    Challenge,
    Goal,
    Indicator,
    KeyAction,
    Municipality,
    Partner,
    ThematicArea,
)

from . import outputs
from .figures import Series
from .forecasts import forecasts_today
from .overview import READS, overview
from .rules import Reading, Yardstick, expected_value
from .serializers import AreaOutput, GoalOutput, IndicatorOutput
from .series import read_series

CODE = r"[0-9A-Za-z.-]+"
STATUS_COLUMNS = (
    "summary.indicators", "summary.with_data", "summary.share_with_data", "summary.mean_attainment",
    "summary.statuses.achieved", "summary.statuses.on_track", "summary.statuses.at_risk",
    "summary.statuses.off_track", "summary.statuses.no_data", "summary.statuses.not_due",
    "summary.statuses.no_target",
)  # fmt: skip


def area_filter(field_name: str) -> CodeFilter:
    """Filter by the code of an area."""
    return CodeFilter(field_name=field_name, queryset=ThematicArea.objects.all())


def goal_filter(field_name: str) -> CodeFilter:
    """Filter by the code of a goal."""
    return CodeFilter(field_name=field_name, queryset=Goal.objects.all())


def codes_of(model, name: str) -> Prefetch:
    """The one related row of which only the code is shown."""
    needed = {"code", "area", "order"} & {field.name for field in model._meta.fields}
    return Prefetch(name, model.objects.only(*needed))


def listed(name: str, rows: QuerySet) -> Prefetch:
    """Related rows as a list, `read_<name>`: as a relation each object would cost a queryset of its own."""
    return Prefetch(name, rows, to_attr=f"read_{name}")


def codes_listed(model, name: str) -> Prefetch:
    """The same of related rows of which only the code is shown."""
    return listed(name, codes_of(model, name).queryset)


class StandingViewSet(ReadOnlyViewSet):
    """A resource that says how something stands."""

    lookup_field = "code"
    lookup_value_regex = CODE

    def get_serializer_context(self):
        """The overview of today's data: kept, so that it costs the same for one row and for all."""
        context = super().get_serializer_context() | {"overview": overview()}
        if self.needs_teryt:
            context["teryt"] = dict(Municipality.objects.values_list("pk", "teryt"))
        return context

    needs_teryt = False


class AreaFilters(django_filters.FilterSet):
    class Meta:
        model = ThematicArea
        fields: list[str] = []


class AreaViewSet(StandingViewSet):
    """The thematic areas in their official order, each with its status summary."""

    queryset = ThematicArea.objects.prefetch_related(codes_listed(Goal, "goals"))
    serializer_class = AreaOutput
    filterset_class = AreaFilters
    reads = READS
    orderings = {"order": ("order",), "name": ("sort_key",), "code": ("code",)}
    csv_columns = (
        "code", "roman", "name", "scope", "project_value_mln_pln", "goals", *STATUS_COLUMNS,
        "html_url", "updated_at",
    )  # fmt: skip


class GoalFilters(django_filters.FilterSet):
    area = area_filter("area")
    parent = goal_filter("parent")

    class Meta:
        model = Goal
        fields = ["area", "level", "parent"]


class GoalViewSet(StandingViewSet):
    """Goals on three levels, each with the summary of its own indicators and of those below."""

    queryset = Goal.objects.prefetch_related(
        listed("challenges", Challenge.objects.all()),
        listed("key_actions", KeyAction.objects.all()),
        codes_of(ThematicArea, "area"),
        codes_of(Goal, "parent"),
        codes_listed(Indicator, "indicators"),
    )
    serializer_class = GoalOutput
    filterset_class = GoalFilters
    reads = (*READS, Challenge, Goal.challenges.through, KeyAction)
    orderings = {"order": ("area__order", "order"), "code": ("code",), "text": ("sort_key",)}
    csv_columns = (
        "code", "official_code", "level", "parent", "area", "text", "indicators", *STATUS_COLUMNS,
        "html_url", "updated_at",
    )  # fmt: skip


class IndicatorFilters(django_filters.FilterSet):
    area = area_filter("area")
    goal = goal_filter("goals")

    class Meta:
        model = Indicator
        fields = ["area", "kind", "scope", "direction", "supplier", "frequency", "aggregation"]


class IndicatorViewSet(StandingViewSet):
    """What is measured: definition, baseline, targets, the latest figure and the status."""

    queryset = Indicator.objects.select_related("partner").prefetch_related(
        codes_of(ThematicArea, "area"), codes_listed(Goal, "goals")
    )
    serializer_class = IndicatorOutput
    filterset_class = IndicatorFilters
    needs_teryt = True
    reads = (*READS, Partner, KeptForecast)
    orderings = {
        "order": ("area__order", "order"),
        "code": ("code",),
        "name": ("sort_key",),
        "updated_at": ("updated_at",),
    }
    csv_columns = (
        "code", "name", "unit", "kind", "scope", "area", "goals", "direction", "supplier", "data_source",
        "frequency", "aggregation", "accumulation", "precision", "weight", "baseline.period",
        "baseline.value", "targets", "status.code", "status.label", "status.attainment", "latest.period",
        "latest.value", "latest.basis", "latest.computed.coverage.present",
        "latest.computed.coverage.expected", "forecast.outlook", "forecast.value", "forecast.low",
        "forecast.high", "forecast.arrival", "html_url", "updated_at",
    )  # fmt: skip

    def get_serializer_context(self):
        """With the forecasts, which the worker keeps."""
        return super().get_serializer_context() | {"forecasts": forecasts_today()}

    def known_parameters(self):
        return {"format", "as_of"} if self.action == "series" else super().known_parameters()

    @extend_schema(
        responses=outputs.SeriesOutput,
        parameters=[
            OpenApiParameter(
                "as_of", OpenApiTypes.DATE, description="The data as they were published by the end of a day."
            )
        ],
    )
    @action(detail=True, url_path="series", filter_backends=[], pagination_class=None)
    def series(self, request, code):
        """Its verified time series, for the metropolis and by municipality, with the expected path."""
        return self.answer(request, lambda: Response(self._series(_day(request.query_params.get("as_of")))))

    def _series(self, as_of: datetime.date | None) -> dict:
        indicator = self.get_object()
        found = read_series([indicator], as_of=as_of)[indicator.pk]
        rows = Municipality.objects.order_by("sort_key")
        places, teryt = indicator.precision, {row.pk: row.teryt for row in rows}
        return {
            "indicator": indicator.code,
            "unit": indicator.unit,
            "precision": places,
            "metropolis": [outputs.figure(figure, places, teryt) for figure in found.figures],
            "municipalities": [
                {
                    "municipality": row.teryt,
                    "name": row.name,
                    "values": [outputs.point(point, places) for point in found.municipal[row.pk]],
                }
                for row in rows
                if row.pk in found.municipal
            ],
            "expected_path": [outputs.reading(step, places) for step in expected_steps(found)],
            "status": outputs.status(found.standing, places),
            "url": full_address(self.request, "api:indicator-series", indicator.code),
            "html_url": full_address(self.request, "indicator", indicator.code),
            "updated_at": timezone.localtime(indicator.updated_at),
        }


def expected_steps(series: Series) -> list[Reading]:
    """The expected value at the end of each period, from the baseline to the target."""
    yardstick = series.standing.yardstick
    if not series.path:
        return []
    last, period = series.path[-1].period, series.path[0].period
    periods = {corner.period for corner in series.path}
    while period < last:
        periods.add(period)
        period = period.next(yardstick.frequency)
    return [
        Reading(period, value)
        for period in sorted(periods)
        if (value := _expected(period, yardstick)) is not None
    ]


def _expected(period: Period, yardstick: Yardstick) -> Decimal | None:
    return expected_value(period, baseline=yardstick.baseline, targets=yardstick.targets)


def _day(text: str | None) -> datetime.date | None:
    if text is None:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ValidationError({"as_of": [_("Write the day as 2026-11-22.")]}) from error
