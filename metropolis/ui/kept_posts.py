"""Typed text that outlives an expired session or a stale form: the view's own page gives it back.

`keeps_posts(page)` wraps a view in place of `login_required`. `page(request, why)` is asked for an answer
when somebody who is not signed in posts to it, and by the page of failed form checks.
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

SIGNED_OUT = "signed_out"
STALE_FORM = "stale_form"
Page = Callable[[HttpRequest, str], HttpResponse]


def keeps_posts(page: Page):
    """The view asks for a signed-in person, and what was typed into its form is never thrown away."""

    def decorate(view):
        guarded = login_required(view)

        @wraps(view)
        def wrapper(request, *args, **kwargs):
            if request.method == "POST" and not request.user.is_authenticated:
                return page(request, SIGNED_OUT)
            return guarded(request, *args, **kwargs)

        wrapper.kept_posts_page = page
        return wrapper

    return decorate


def after_csrf_failure(request: HttpRequest) -> HttpResponse | None:
    """The page with the typed text, or None where the view keeps nothing or the form is not ours."""
    match = request.resolver_match
    page = getattr(match.func, "kept_posts_page", None) if match else None
    if page is None or request.method != "POST" or not _came_from_here(request):
        return None
    return page(request, STALE_FORM if request.user.is_authenticated else SIGNED_OUT)


def _came_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that one of our pages posted it; text of another site is not offered."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.get_host()
