"""Addresses of plans. Those of a plan and of an action, which say how it goes, are `monitoring`'s."""

from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("dzialania/", views.actions, name="plan_actions"),
    path("dzialania/eksport/", views.actions_xlsx, name="plan_actions_xlsx"),
    path("harmonogram/", views.schedule, name="plan_schedule"),
    path("finansowanie/", views.money, name="plan_money"),
    path("gminy/", views.municipalities, name="plan_municipalities"),
    path("gminy/<slug:municipality>/", views.municipality, name="plan_municipality"),
]
