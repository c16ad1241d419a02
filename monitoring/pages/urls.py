"""Addresses of the public pages that speak of values and statuses."""

from django.urls import path

from . import (
    area_views,
    chart_views,
    dashboard_views,
    home_views,
    indicator_views,
    municipality_views,
    plan_views,
)

CODE = "[0-9A-Za-z.-]+"

urlpatterns = [
    path("", home_views.home, name="home"),
    path("pulpit/", dashboard_views.dashboard, name="dashboard"),
    path("obszary/", area_views.area_list, name="area_list"),
    path("obszary/<slug:slug>/", area_views.area, name="area"),
    path("cele/<str:code>/", area_views.goal, name="goal"),
    path("wskazniki/", indicator_views.indicator_list, name="indicator_list"),
    path("wskazniki/<str:code>/", indicator_views.indicator, name="indicator"),
    path("wskazniki/<str:code>/dane.<str:kind>", indicator_views.indicator_data, name="indicator_data"),
    path("plany/<slug:slug>/", plan_views.plan, name="plan"),
    path("plany/<slug:slug>/dzialania/<str:code>/", plan_views.action, name="plan_action"),
    path("wskazniki/<str:code>/wykresy/<slug:kind>/", chart_views.chart, name="chart"),
    path("wskazniki/<str:code>/wykresy/<slug:kind>/osadz/", chart_views.chart_embed, name="chart_embed"),
    path("wskazniki/<str:code>/wykresy/<slug:kind>.<str:form>", chart_views.chart_file, name="chart_file"),
    path("gminy/", municipality_views.municipality_list, name="municipality_list"),
    path("gminy/<slug:slug>/", municipality_views.municipality, name="municipality"),
]
