"""Is the portal alive, and can it work?"""

from django.http import HttpResponse


def alive(request):
    """The web process answers."""
    return HttpResponse("ok", content_type="text/plain")


def ready(request):
    """The web process answers."""
    return HttpResponse("ok", content_type="text/plain")
