"""Addresses of this room."""

from django.urls import include, path

from forums.bodies import views as people
from forums.bodies.handing_views import handover
from forums.pages import views as pages

urlpatterns = [
    path("koordynacja/", pages.coordination, name="coordination"),
    path("organy/", pages.body_list, name="body_list"),
    path("organy/<slug:slug>/", pages.body, name="body"),
    path("szukaj/", pages.search, name="search"),
    path("konto/profil/", people.profile, name="profile"),
    path("przekazanie/", handover, name="handover"),
    path("zespoly/<slug:slug>/osoby/", people.team_people, name="team_people"),
    path("zespoly/<slug:slug>/osoby/<int:pk>/zakoncz/", people.team_people_end, name="team_people_end"),
    path("plany/<slug:slug>/", include("forums.plans.urls")),
    path("plany/<slug:slug>/", include("forums.drafting.urls")),
    path("plany/<slug:slug>/", include("forums.discussion.urls")),
    path("plany/<slug:slug>/", include("forums.versions.urls")),
    path("plany/<slug:slug>/", include("forums.adoption.urls")),
    path("plany/<slug:slug>/", include("forums.documents.urls")),
]
