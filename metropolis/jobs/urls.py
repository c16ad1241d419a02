"""Addresses of this room."""

from django.urls import path

from . import views

urlpatterns = [
    path("zadania-w-tle/<int:pk>/", views.job, name="job"),
    path("zadania-w-tle/<int:pk>/zatrzymaj/", views.cancel, name="job_cancel"),
    path("zadania-w-tle/<int:pk>/ponow/", views.repeat, name="job_repeat"),
]
