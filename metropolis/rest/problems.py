"""Errors as RFC 9457 problem details: `type`, `title`, `status`, `detail`, `errors`."""

import logging
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.core.signals import got_request_exception
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.views import set_rollback

logger = logging.getLogger(__name__)
CONTENT_TYPE = "application/problem+json"


def problem(status: int, detail: str, *, errors: dict | None = None, headers: dict | None = None):
    """One answer that says what is wrong. `errors` maps a field or parameter to its messages."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
    }
    if errors:
        body["errors"] = errors
    return JsonResponse(
        body,
        status=status,
        content_type=CONTENT_TYPE,
        headers=headers,
        json_dumps_params={"ensure_ascii": False},
    )


def handle(error: Exception, context: dict):
    """Django REST framework's exception handler: every error becomes a problem."""
    set_rollback()
    if isinstance(error, Http404 | exceptions.NotFound):
        return problem(404, _("There is nothing at this address."))
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, exceptions.ValidationError):
        return problem(400, _("The request holds a mistake. See errors."), errors=_by_field(error.detail))
    if isinstance(error, exceptions.Throttled):
        return _throttled(error)
    if isinstance(error, exceptions.APIException):
        return problem(error.status_code, str(error.detail), headers=_headers(error))
    return _unexpected(error, context)


def _throttled(error: exceptions.Throttled):
    seconds = max(1, round(getattr(error, "wait", None) or 1))
    detail = _("Too many requests. Try again in %(seconds)s s.") % {"seconds": seconds}
    return problem(429, detail, headers={"Retry-After": str(seconds)})


def _unexpected(error: Exception, context: dict):
    """Our own fault: written to the log in full, told without details."""
    request = getattr(context.get("request"), "_request", None)
    logger.error("API fault", exc_info=error)
    got_request_exception.send(sender=None, request=request)
    return problem(500, _("Something went wrong on our side. It has been written to the log."))


def _headers(error: exceptions.APIException) -> dict:
    challenge = getattr(error, "auth_header", None)
    return {"WWW-Authenticate": challenge} if challenge else {}


def _by_field(detail) -> dict[str, list[str]]:
    if isinstance(detail, dict):
        return {name: _messages(value) for name, value in detail.items()}
    return {"request": _messages(detail)}


def _messages(value) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]
