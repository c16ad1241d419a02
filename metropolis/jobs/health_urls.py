"""Addresses for those who watch the machine."""

from django.urls import path

from . import health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
