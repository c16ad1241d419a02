"""Addresses of campaigns as files; `wszyscy` in place of a supplier names all of them."""

from django.urls import path

from . import views

BASE = "kampanie/<slug:slug>/<slug:supplier>/plik/"

urlpatterns = [
    path(BASE, views.sheet_home, name="sheet_home"),
    path(f"{BASE}<int:pk>/", views.sheet_check, name="sheet_check"),
    path(f"{BASE}<int:pk>/uwagi/", views.sheet_remarks, name="sheet_remarks"),
    path(f"{BASE}pobierz/<slug:kind>/", views.sheet_file, name="sheet_file"),
]
