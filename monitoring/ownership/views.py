"""Where nobody answers for something: for the Office."""

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

from .reading import read_ownership

PAGE_SIZE, MOST = 50, 100
GAPS = "luki"


@login_required
@never_cache
@require_safe
def ownership(request):
    """Owners with their people and last update; indicators and actions without one; seats that ended."""
    if not is_office(request.user):
        raise Http404
    found = read_ownership()
    only_gaps = request.GET.get("tylko") == GAPS
    owners = found.gaps if only_gaps else found.owners
    context = {
        "nav": "tasks",
        "found": found,
        "only_gaps": only_gaps,
        "page": Paginator(owners, PAGE_SIZE).get_page(request.GET.get("page")),
        "page_query": f"tylko={GAPS}" if only_gaps else "",
        "actions": found.actions[:MOST],
        "actions_left": max(len(found.actions) - MOST, 0),
        "today": timezone.localdate(),
        "crumbs": [(_("My tasks"), reverse("tasks")), (_("Who answers for what"), None)],
    }
    return render(request, "monitoring/ownership/ownership.html", context)
