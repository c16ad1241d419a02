"""Addresses of this room."""

from django.urls import path

from . import notice_views, views

urlpatterns = [
    path("powiadomienia/", notice_views.notice_list, name="notice_list"),
    path("powiadomienia/przeczytane/", notice_views.notices_read, name="notices_read"),
    path("powiadomienia/<int:pk>/", notice_views.notice_open, name="notice_open"),
    path("powiadomienia/rezygnacja/<str:token>/", notice_views.unsubscribe, name="unsubscribe"),
    path("konto/powiadomienia/", notice_views.notice_wishes, name="notice_wishes"),
    path("poczta/", views.mail_reader, name="mail_reader"),
    path("poczta/<str:name>/", views.mail_letter, name="mail_letter"),
]
