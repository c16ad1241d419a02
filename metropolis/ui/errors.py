"""Pages for trouble: what happened and what to do now."""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    """A form that is too old or came from elsewhere: say so, and how to go on."""
    return render(request, "403_csrf.html", status=403)
