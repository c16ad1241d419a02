"""Addresses of campaigns."""

from django.urls import path

from .action_views import campaign_action
from .evidence_views import campaign_evidence
from .office_views import campaign_matrix
from .views import campaign_check, campaign_entry, campaign_list, campaign_sent

urlpatterns = [
    path("kampanie/", campaign_list, name="campaign_list"),
    path("kampanie/<slug:slug>/", campaign_matrix, name="campaign_matrix"),
    path("kampanie/<slug:slug>/<slug:supplier>/", campaign_entry, name="campaign_entry"),
    path(
        "kampanie/<slug:slug>/<slug:supplier>/dzialania/<str:code>/", campaign_action, name="campaign_action"
    ),
    path("kampanie/<slug:slug>/<slug:supplier>/sprawdz/", campaign_check, name="campaign_check"),
    path(
        "kampanie/<slug:slug>/<slug:supplier>/zalaczniki/<int:row>/",
        campaign_evidence,
        name="campaign_evidence",
    ),
    path("kampanie/<slug:slug>/<slug:supplier>/wyslano/", campaign_sent, name="campaign_sent"),
]
