"""Addresses of comparisons between two days."""

from django.urls import path

from . import views

urlpatterns = [
    path("zmiany/", views.changes, name="changes"),
    path("zmiany/dane.<str:kind>", views.changes_data, name="changes_data"),
]
