"""Addresses of official statistics."""

from django.urls import path

from .answer_views import statistics_answers
from .views import statistics, statistics_file, statistics_run

urlpatterns = [
    path("statystyka/", statistics, name="statistics"),
    path("statystyka/plik/", statistics_file, name="statistics_file"),
    path("statystyka/pobrania/<int:pk>/", statistics_run, name="statistics_run"),
    path("statystyka/gminy/<slug:slug>/", statistics_answers, name="statistics_answers"),
]
