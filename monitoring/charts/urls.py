"""Addresses of charts."""

from django.urls import path

from . import views

urlpatterns = [
    path("wskazniki/<str:code>/wykres-<slug:name>.svg", views.indicator_chart, name="indicator_chart"),
]
