"""Addresses of reports."""

from django.urls import path

from . import action_views, check_views, comment_views, section_views, views, work_views

urlpatterns = [
    path("raporty/", views.report_list, name="report_list"),
    path("raporty/sprawdz/", check_views.report_check, name="report_check"),
    path("raporty/<slug:slug>/", views.report, name="report"),
    path("raporty/<slug:slug>/rozdzial/<str:chapter>/", views.report_chapter, name="report_chapter"),
    path("raporty/<slug:slug>/calosc/", views.report_whole, name="report_whole"),
    path("raporty/<slug:slug>/pliki/<slug:name>/", views.report_file, name="report_file"),
    path("raporty/<slug:slug>/wykres-<slug:fingerprint>.svg", views.report_chart, name="report_chart"),
    path("raporty/<slug:slug>/dzialania/", action_views.report_actions, name="report_actions"),
    path("raporty/<slug:slug>/uwagi/", comment_views.report_comments, name="report_comments"),
    path(
        "raporty/<slug:slug>/uwagi/<int:pk>/odpowiedz/",
        comment_views.report_comment_answer,
        name="report_comment_answer",
    ),
    path(
        "raporty/<slug:slug>/uwagi/<str:chapter>/",
        comment_views.report_comment_new,
        name="report_comment_new",
    ),
    path("raporty/<slug:slug>/praca/", work_views.report_work, name="report_work"),
    path("raporty/<slug:slug>/praca/korekta/", work_views.report_correction, name="report_correction"),
    path("raporty/<slug:slug>/praca/krok/<slug:step>/", work_views.report_step, name="report_step"),
    path("raporty/<slug:slug>/praca/<str:chapter>/", section_views.report_section, name="report_section"),
    path(
        "raporty/<slug:slug>/praca/<str:chapter>/wersje/",
        section_views.report_section_versions,
        name="report_section_versions",
    ),
    path(
        "raporty/<slug:slug>/praca/<str:chapter>/przydziel/",
        section_views.report_assign,
        name="report_assign",
    ),
]
