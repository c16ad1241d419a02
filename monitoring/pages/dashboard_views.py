"""The dashboard of the strategy."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .dashboard import read_screen


@require_safe
def dashboard(request):
    """What improved, what slipped, what is missing, in which area and municipality."""
    context = {
        "nav": "dashboard",
        "screen": read_screen(request.GET),
        "crumbs": [(_("Start page"), reverse("home")), (_("Dashboard"), None)],
    }
    return render(request, "monitoring/dashboards/dashboard.html", context)
