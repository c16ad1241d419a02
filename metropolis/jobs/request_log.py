"""One line in the log for each request, and a number by which a person can name it."""

import re
import time
import uuid

import structlog

# What a proxy may hand on; anything else is not worth trusting in a log.
REQUEST_ID = re.compile(r"[0-9A-Za-z-]{8,64}")

log = structlog.get_logger("metropolis.request")


class RequestLogMiddleware:
    """Gives the request `request_id`, binds it to every line logged meanwhile, and sends it back.

    The line names the route and not the path: paths may hold tokens, and queries hold what people type.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        request.request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request.request_id):
            response = self.get_response(request)
            self._write(request, response, started)
        response["X-Request-ID"] = request.request_id
        return response

    def _write(self, request, response, started):
        match = request.resolver_match
        if match and match.url_name in ("healthz", "readyz") and response.status_code == 200:
            return  # asked every few seconds, and worth a line only when the answer is bad
        write = log.error if response.status_code >= 500 else log.info
        write(
            "request",
            method=request.method,
            route=match.route if match else None,
            status=response.status_code,
            ms=round((time.perf_counter() - started) * 1000),
        )
