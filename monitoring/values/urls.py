"""Addresses of values."""

from django.urls import path

from .evidence_views import evidence_file
from .views import observation, verification

urlpatterns = [
    path("weryfikacja/", verification, name="verification"),
    path("zalaczniki/<int:pk>/", evidence_file, name="evidence_file"),
    path("wartosci/<int:pk>/", observation, name="observation"),
]
