"""Pages for trouble: what happened and what to do now. None of them blames the reader."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist, loader
from django.utils.translation import get_language_from_path

from .kept_posts import after_csrf_failure

RETRY_AFTER = 300  # seconds


def bad_request(request, exception=None):
    """The address or the data sent cannot be understood."""
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    """The person is known, but this is not theirs to do."""
    return render(request, "403.html", status=403)


def csrf_failure(request, reason=""):
    """A form that is too old or came from elsewhere: say so, and how to go on. What was typed is kept."""
    return after_csrf_failure(request) or render(request, "403_csrf.html", status=403)


def not_found(request, exception=None):
    """Nothing is here, or nothing that the reader may see."""
    return render(request, "404.html", status=404)


def server_error(request):
    """A fault of ours."""
    return _bare_page(request, 500)


def maintenance(request):
    """The portal is being updated."""
    return _bare_page(request, 503, headers={"Retry-After": str(RETRY_AFTER)})


def _bare_page(request, status, headers=None):
    """A page that needs no database, session or context processor."""
    context = {
        "language": get_language_from_path(request.path_info) or settings.LANGUAGE_CODE,
        "reference": getattr(request, "request_id", ""),
    }
    try:
        page = loader.get_template(f"{status}.html").render(context)
    except (TemplateDoesNotExist, ValueError):  # ValueError: the static files were not collected
        page = f"{status} {context['reference']}"
    return HttpResponse(page, status=status, headers=headers)
