"""All addresses. The roof: with `api_router` and `celery`, the only module that knows every app."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from metropolis.rest.views import unknown_resource

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("metropolis.api_router")),
    re_path(r"^api/", unknown_resource),
    path("", include("metropolis.jobs.health_urls")),
]

urlpatterns += i18n_patterns(
    path("konto/", include("metropolis.accounts.urls")),
    path("", include("metropolis.ui.urls")),
    path("", include("metropolis.jobs.urls")),
    path("", include("metropolis.notifications.urls")),
    path("", include("strategy.urls")),
    path("", include("forums.urls")),
    path("", include("monitoring.urls")),
    prefix_default_language=False,
)

handler400 = "metropolis.ui.errors.bad_request"
handler403 = "metropolis.ui.errors.forbidden"
handler404 = "metropolis.ui.errors.not_found"
handler500 = "metropolis.ui.errors.server_error"
