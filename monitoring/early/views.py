"""The early-warning list, for the Office."""

from collections import Counter

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forums.bodies.permissions import is_office

from .lists import all_warnings, lines_of, urgency_label
from .rules import Urgency

PER_PAGE = 50


@login_required
@never_cache
@require_safe
def early_warnings(request):
    """What will be missed unless something happens, the most urgent first."""
    if not is_office(request.user):
        raise Http404
    found = all_warnings()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    counts = Counter(rows[0].urgency for rows in found)
    context = {
        "nav": "tasks",
        "page": page,
        "lines": lines_of(page.object_list),
        "counts": [(urgency_label(one), counts[one]) for one in Urgency if counts[one]],
        "crumbs": [(_("My tasks"), reverse("tasks")), (_("Early warnings"), None)],
    }
    return render(request, "monitoring/early/list.html", context)
