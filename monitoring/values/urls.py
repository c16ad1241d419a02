"""Addresses of values."""

from django.urls import path

from .views import observation, observation_correct

urlpatterns = [
    path("wartosci/<int:pk>/", observation, name="observation"),
    path("wartosci/<int:pk>/popraw/", observation_correct, name="observation_correct"),
]
