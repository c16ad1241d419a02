"""Addresses of extracts."""

from django.urls import path

from . import views

urlpatterns = [
    path(
        "gminy/<slug:slug>/raport-o-stanie-gminy/<int:year>.<str:kind>",
        views.municipality_extract,
        name="municipality_extract",
    ),
]
