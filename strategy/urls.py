"""Addresses of this room."""

from django.urls import path

from strategy.pages import views

urlpatterns = [
    path("strategia/", views.strategy, name="strategy"),
    path("jak-powstala/", views.making, name="making"),
    path("finansowanie/", views.financing, name="financing"),
    path("plany/", views.plan_list, name="plan_list"),
]
