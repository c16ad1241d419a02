"""Addresses of importing a plan's actions; `urls` includes them before the addresses of single parts."""

from django.urls import path

from . import import_views

urlpatterns = [
    path("projekt/import/", import_views.draft_import, name="draft_import"),
    path("projekt/import/szablon/", import_views.draft_import_template, name="draft_import_template"),
    path("projekt/import/<int:pk>/", import_views.draft_import_check, name="draft_import_check"),
]
