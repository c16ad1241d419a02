"""Addresses of proposals and comments."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
