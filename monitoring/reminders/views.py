"""Who will be reminded next, and when: for the Office, which sends nothing from here."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forums.bodies.permissions import is_office

from .planning import coming

PAGE_SIZE = 50


@login_required
@never_cache
@require_safe
def reminder_list(request):
    """Everything that is owed, with its last and its next reminder."""
    if not is_office(request.user):
        raise Http404
    today = timezone.localdate()
    rows = coming(today)
    context = {
        "nav": "tasks",
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "today": sum(row.day == today for row in rows),
        "day": today,
        "campaigns_url": reverse("campaign_list"),
        "crumbs": [(_("My tasks"), reverse("tasks")), (_("Reminders"), None)],
    }
    return render(request, "monitoring/reminders/list.html", context)
