"""The page of one job: how far it is, and how it ended."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRefresh

from . import queue, registry
from .models import Job
from .progress import progress_of


@require_GET
@never_cache
@vary_on_headers("HX-Request")
def job(request, pk):
    """One job; htmx is given the part that changes."""
    if request.htmx and not request.user.is_authenticated:
        return HttpResponseClientRefresh()  # signed out meanwhile: the whole page then asks to sign in
    return _job_page(request, pk)


@login_required
def _job_page(request, pk):
    found = visible_job(request.user, pk)
    progress = progress_of(found, timezone.now())
    said = request.GET.get("said", "")
    step = step_name(found, progress)
    context = {
        "job": found,
        "progress": progress,
        "step": step,
        "announce": said != step,
        "may_repeat": may_repeat(request.user, found),
    }
    if request.htmx and not found.is_open and _asked_by_another_page(request):
        return HttpResponseClientRefresh()  # what stands around the job has changed with its end
    if request.htmx:
        return render(request, "jobs/_progress.html", context)
    return render(request, "jobs/job.html", context)


def _asked_by_another_page(request) -> bool:
    """Whether the progress is shown within a page other than the job's own."""
    page = request.htmx.current_url_abs_path
    return page is not None and urlsplit(page).path != request.path


def step_name(found: Job, progress) -> str:
    """What was last said aloud: the state and the quarter. The same step is not said twice."""
    return f"{found.state}-{progress.quarter}"


def may_repeat(user, found: Job) -> bool:
    """Whether the job ended without a result and this person may start it once more."""
    if found.state not in (Job.State.FAILED, Job.State.CANCELLED):
        return False
    try:
        return registry.kind_named(found.kind).may_repeat(user)
    except registry.UnknownKind:  # of an earlier version of the program
        return False


def visible_job(user, pk) -> Job:
    """The job, or 404 for somebody whom it does not concern."""
    jobs = Job.objects.visible_to(user).select_related("created_by").prefetch_related("steps")
    return get_object_or_404(jobs, pk=pk)


@login_required
@require_POST
def cancel(request, pk):
    """Stop a job."""
    found = visible_job(request.user, pk)
    if queue.cancel(found):
        messages.success(request, _("The work was stopped."))
    return redirect(found)


@login_required
@require_POST
def repeat(request, pk):
    """Start a job that failed or was stopped once more."""
    found = visible_job(request.user, pk)
    if not may_repeat(request.user, found):
        raise Http404
    return redirect(queue.repeat(found, by=request.user))
