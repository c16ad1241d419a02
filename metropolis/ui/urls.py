"""Addresses of the pages without a domain: help, statutory pages, the page of components."""

from django.urls import path

from . import views

urlpatterns = [
    path("pomoc/", views.text_page("help"), name="help"),
    path("slownik/", views.text_page("glossary"), name="glossary"),
    path("kontakt/", views.contact, name="contact"),
    path("prywatnosc/", views.text_page("privacy"), name="privacy"),
    path("deklaracja-dostepnosci/", views.accessibility, name="accessibility"),
    path("dane-otwarte/", views.text_page("open_data"), name="open_data"),
    path("jak-liczymy/", views.methods, name="methods"),
    path("komponenty/", views.components, name="components"),
]
