"""Addresses of this room."""

from django.urls import path

from . import views

urlpatterns = [
    path("poczta/", views.mail_reader, name="mail_reader"),
    path("poczta/<str:name>/", views.mail_letter, name="mail_letter"),
]
