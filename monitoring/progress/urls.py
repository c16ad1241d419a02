"""Addresses of reports on actions."""

from django.urls import path

from .correction_views import progress_correct
from .queue_views import progress_history, progress_queue

urlpatterns = [
    path("weryfikacja/postepy/", progress_queue, name="progress_queue"),
    path("postepy/<int:pk>/", progress_history, name="progress_history"),
    path("postepy/<str:code>/<str:period>/popraw/", progress_correct, name="progress_correct"),
]
