"""The address of the early-warning list."""

from django.urls import path

from .views import early_warnings

urlpatterns = [path("wczesne-ostrzezenia/", early_warnings, name="early_warnings")]
