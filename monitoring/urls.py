"""Addresses of this room."""

from django.urls import include, path

urlpatterns = [
    path("", include("monitoring.pages.urls")),
    path("", include("monitoring.calculations.urls")),
    path("", include("monitoring.history.urls")),
    path("", include("monitoring.extracts.urls")),
    path("", include("monitoring.charts.urls")),
    path("", include("monitoring.early.urls")),
    path("", include("monitoring.reports.urls")),
    path("", include("monitoring.todo.urls")),
    path("", include("monitoring.statistics.urls")),
    path("", include("monitoring.links.urls")),
    path("", include("monitoring.sheets.urls")),
    path("", include("monitoring.campaigns.urls")),
    path("", include("monitoring.progress.urls")),
    path("", include("monitoring.ownership.urls")),
    path("", include("monitoring.reminders.urls")),
    path("", include("monitoring.values.urls")),
    path("", include("monitoring.verification.urls")),
]
