"""The mail of the demonstration set: how a person who was invited there gets the link."""

from functools import wraps

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from . import mailbox


def demo_only(view):
    """Hide a view outside the demonstration set: there, mail is nobody else's business."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@demo_only
@require_GET
@never_cache
def mail_reader(request):
    """All messages, newest first."""
    return render(request, "notifications/mail_reader.html", {"letters": mailbox.letters()})


@demo_only
@require_GET
@never_cache
def mail_letter(request, name):
    """One message."""
    found = mailbox.letter(name)
    if found is None:
        raise Http404
    breadcrumbs = [(_("Mail of the demonstration set"), reverse("mail_reader")), (found.subject, None)]
    return render(request, "notifications/mail_letter.html", {"letter": found, "breadcrumbs": breadcrumbs})
