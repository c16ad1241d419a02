"""Addresses of drafting."""

from django.urls import include, path

from . import action_views, section_views, views

urlpatterns = [
    path("projekt/", views.draft, name="draft"),
    path("projekt/polaczenie/", views.draft_pulse, name="draft_pulse"),
    path("projekt/obecnosc/<int:pk>/", views.draft_presence, name="draft_presence"),
    path("projekt/czesci/<slug:key>/", section_views.draft_section, name="draft_section"),
    path("projekt/dzialania/nowe/", action_views.draft_action_new, name="draft_action_new"),
    path("projekt/dzialania/<str:code>/", action_views.draft_action, name="draft_action"),
    path("projekt/dzialania/<str:code>/usun/", action_views.draft_action_remove, name="draft_action_remove"),
    path(
        "projekt/dzialania/<str:code>/przywroc/",
        action_views.draft_action_return,
        name="draft_action_return",
    ),
    path("", include("forums.drafting.import_urls")),
]
