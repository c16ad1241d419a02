"""Addresses of the pages that take a number apart."""

from django.urls import path

from . import views

urlpatterns = [
    path("wskazniki/<str:code>/obliczenie/", views.status_calculation, name="status_calculation"),
    path("wskazniki/<str:code>/obliczenie/<str:period>/", views.calculation, name="calculation"),
    path("cele/<str:code>/obliczenie/", views.goal_calculation, name="goal_calculation"),
    path("obszary/<slug:slug>/obliczenie/", views.area_calculation, name="area_calculation"),
    path("strategia/obliczenie/", views.strategy_calculation, name="strategy_calculation"),
]
