"""Addresses of documents of plans."""

from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("dokumenty/<str:name>", views.plan_document, name="plan_document"),
]
