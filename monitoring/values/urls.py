"""Addresses of values."""

from django.urls import path

from .views import observation, verification

urlpatterns = [
    path("weryfikacja/", verification, name="verification"),
    path("wartosci/<int:pk>/", observation, name="observation"),
]
