"""Every resource of the API, in one place."""

from django.urls import include, path, re_path
from rest_framework.routers import SimpleRouter

from forums.versions.api import SLUG, PlanViewSet, VersionViewSet
from metropolis.rest.docs import ReferenceView, SchemaView
from metropolis.rest.views import unknown_resource
from monitoring.charts.api import ChartViewSet
from monitoring.progress.api import ProgressedActionViewSet
from monitoring.reports.api import ReportViewSet
from monitoring.status.api import CODE, AreaViewSet, GoalViewSet, IndicatorViewSet
from monitoring.values.api import ValueViewSet
from strategy.municipalities.api import MunicipalityViewSet

router = SimpleRouter()
router.register("areas", AreaViewSet, basename="area")
router.register("goals", GoalViewSet, basename="goal")
router.register("municipalities", MunicipalityViewSet, basename="municipality")
router.register("indicators", IndicatorViewSet, basename="indicator")
router.register("values", ValueViewSet, basename="value")
router.register("plans", PlanViewSet, basename="plan")
router.register(f"plans/(?P<slug>{SLUG})/versions", VersionViewSet, basename="plan-version")
router.register("actions", ProgressedActionViewSet, basename="action")
router.register("reports", ReportViewSet, basename="report")

CHART = rf"^indicators/(?P<code>{CODE})/chart"
resources = [
    re_path(rf"{CHART}\.svg$", ChartViewSet.as_view({"get": "svg"}), name="indicator-chart-svg"),
    re_path(rf"{CHART}\.vl\.json$", ChartViewSet.as_view({"get": "spec"}), name="indicator-chart-spec"),
    *router.urls,
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", ReferenceView.as_view(), name="docs"),
    re_path(r"", unknown_resource, name="unknown"),
]
urlpatterns = [path("", include((resources, "api")))]
