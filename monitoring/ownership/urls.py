"""The address of the ownership view."""

from django.urls import path

from .views import ownership

urlpatterns = [path("odpowiedzialnosc/", ownership, name="ownership")]
