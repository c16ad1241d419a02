"""Addresses of reports."""

from django.urls import path

from . import views, work_views

urlpatterns = [
    path("raporty/", views.report_list, name="report_list"),
    path("raporty/<slug:slug>/", views.report, name="report"),
    path("raporty/<slug:slug>/pliki/<slug:name>/", views.report_file, name="report_file"),
    path("raporty/<slug:slug>/wykres-<slug:fingerprint>.svg", views.report_chart, name="report_chart"),
    path("raporty/<slug:slug>/praca/", work_views.report_work, name="report_work"),
    path("raporty/<slug:slug>/praca/opublikuj/", work_views.report_publish, name="report_publish"),
    path("raporty/<slug:slug>/praca/<str:chapter>/", work_views.report_section, name="report_section"),
]
