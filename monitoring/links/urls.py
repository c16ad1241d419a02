"""Addresses of links: where they are sent from, and what is behind one."""

from django.urls import path

from .reporter_views import reporter_entry
from .views import campaign_links

urlpatterns = [
    path("kampanie/<slug:slug>/<slug:supplier>/linki/", campaign_links, name="campaign_links"),
    path("podaj-dane/<str:token>/", reporter_entry, name="reporter_entry"),
]
