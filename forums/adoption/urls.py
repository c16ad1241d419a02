"""Addresses of adoption."""

from django.urls import URLPattern, path

from . import consultation_views, course_views, review_views, views

urlpatterns: list[URLPattern] = [
    path("kroki/<slug:step>/", views.plan_step, name="plan_step"),
    path("kroki/<slug:step>/gotowe/", views.plan_step_done, name="plan_step_done"),
    path("przebieg/", course_views.plan_course, name="plan_course"),
    path("konsultacje/", consultation_views.plan_consultation, name="plan_consultation"),
    path("opiniowanie/", review_views.plan_review, name="plan_review"),
    path("uchwala/<int:pk>/", course_views.resolution_document, name="resolution_document"),
]
