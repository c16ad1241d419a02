"""Addresses of versions of plans."""

from django.urls import path

from . import history_views, restore_views, views

# Of two addresses with one name, the last one is tried first: a section's key is told from an action's
# code by its shape (no dots).
urlpatterns = [
    path("wersje/", views.plan_versions, name="plan_versions"),
    path("wersje/<int:number>/", views.plan_version, name="plan_version"),
    path("wersje/<int:number>/tresc.json", views.plan_version_content, name="plan_version_content"),
    path("wersje/<int:number>/przywroc/", restore_views.plan_version_restore, name="plan_version_restore"),
    path("porownanie/", views.plan_compare, name="plan_compare"),
    path("historia/<int:pk>/", history_views.part_revision, name="part_revision"),
    path("historia/<int:pk>/przywroc/", history_views.part_restore, name="part_restore"),
    path("historia/dzialania/<str:code>/", history_views.part_history, name="part_history"),
    path("historia/czesci/<slug:key>/", history_views.part_history, name="part_history"),
]
