"""Addresses of proposals and comments."""

from django.urls import URLPattern, path

from . import comment_views, proposal_views, propose_views, text_views

urlpatterns: list[URLPattern] = [
    path("projekt/tekst/", text_views.draft_text, name="draft_text"),
    path("projekt/czesci/<slug:key>/propozycja/", propose_views.propose_section, name="propose_section"),
    path("projekt/dzialania/<str:code>/propozycja/", propose_views.propose_action, name="propose_action"),
    path("propozycje/", proposal_views.proposal_list, name="proposal_list"),
    path("propozycje/<int:pk>/", proposal_views.proposal, name="proposal"),
    path("uwagi/", comment_views.comment_list, name="comment_list"),
    path("uwagi/nowa/", comment_views.comment_new, name="comment_new"),
    path("uwagi/osoby.json", comment_views.mention_names, name="mention_names"),
    path("uwagi/<int:pk>/", comment_views.comment_thread, name="comment_thread"),
]
