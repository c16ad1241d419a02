"""Addresses of values."""

from django.urls import path

from .evidence_views import evidence_file
from .views import observation, observation_correct

urlpatterns = [
    path("zalaczniki/<int:pk>/", evidence_file, name="evidence_file"),
    path("wartosci/<int:pk>/", observation, name="observation"),
    path("wartosci/<int:pk>/popraw/", observation_correct, name="observation_correct"),
]
