"""Closes the portal while it is being updated."""

from django.conf import settings

from . import errors

STILL_ANSWERED = ("/healthz", "/readyz")


class MaintenanceMiddleware:
    """With `MAINTENANCE` set, all but the health checks answer 503, and no view or database is touched."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.MAINTENANCE and request.path not in STILL_ANSWERED:
            return errors.maintenance(request)
        return self.get_response(request)
