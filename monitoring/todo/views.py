"""The start page of signed-in people: what they have to do, and by when."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forums.bodies.permissions import is_office

from .lists import office_tasks, team_tasks


@login_required
@never_cache
@require_safe
def tasks(request):
    """Tasks of the person's teams; the Office sees campaigns, the queue and the reports."""
    if is_office(request.user):
        context = office_tasks(request.user)
        return render(request, "monitoring/todo/office.html", context | {"nav": "tasks"})
    return render(request, "monitoring/todo/tasks.html", team_tasks(request.user) | {"nav": "tasks"})
