"""The Office imports official statistics: choose and start, read a file, look at what an import brought."""

from collections import defaultdict

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from metropolis.jobs.progress import progress_of
from metropolis.jobs.views import step_name
from monitoring.values.refusals import Refused

from .applying import REASONS, foresee
from .candidates import Meaning, sort_figures
from .collecting import places
from .files import FileFault, read_file, series_of
from .forms import FileForm, ImportForm
from .models import OfficialFigure, StatisticsRun
from .permissions import can_import
from .starting import confirm_file, keep_file, start_import

PAGE_SIZE = 50
RUNS_SHOWN = 20


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def statistics(request):
    """Choose indicators and years and start an import; the imports so far; who has to answer."""
    _only_office(request)
    form = ImportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        run = start_import(chosen["indicators"], chosen["year_from"], chosen["year_to"], by=request.user)
        return redirect(run)
    runs = StatisticsRun.objects.select_related("started_by", "job")[:RUNS_SHOWN]
    context = {
        "form": form,
        "errors": _errors(form),
        "chosen": set(request.POST.getlist("indicators")),
        "indicators": list(form.fields["indicators"].queryset.select_related("area")),
        "runs": [(run, *_state(run)) for run in runs],
        "waiting": _waiting(),
        "crumbs": _crumbs((_("Official statistics"), None)),
        "nav": "tasks",
    }
    status = 422 if form.errors else 200
    return render(request, "monitoring/statistics/start.html", context, status=status)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def statistics_file(request):
    """Read a file with figures; what it would bring is shown before anything is imported."""
    _only_office(request)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        run = _kept(form, request.user)
        if run:
            return redirect(run)
    context = {
        "form": form,
        "errors": _errors(form),
        "crumbs": _crumbs((_("Official statistics"), reverse("statistics")), (_("From a file"), None)),
        "nav": "tasks",
    }
    status = 422 if form.errors else 200
    return render(request, "monitoring/statistics/file.html", context, status=status)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def statistics_run(request, pk):
    """The record of an import: who, what, when, what came and what did not. Posting confirms a file."""
    _only_office(request)
    run = get_object_or_404(StatisticsRun.objects.select_related("started_by", "job"), pk=pk)
    if request.method == "POST":
        try:
            confirm_file(run, by=request.user)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        return redirect(run)
    progress = progress_of(run.job, timezone.now()) if run.job else None
    figures = OfficialFigure.objects.filter(run=run).with_subject().order_by("-revises", "pk")
    page = Paginator(figures, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "run": run,
        "indicators": run.indicators.order_by("code"),
        "skipped": _skipped(run.skipped),
        "foreseen": _foreseen(run) if run.awaits_confirmation else None,
        "job": run.job,
        "progress": progress,
        "step": step_name(run.job, progress) if run.job else "",
        "page": page,
        "crumbs": _crumbs((_("Official statistics"), reverse("statistics")), (_("Import"), None)),
        "nav": "tasks",
    }
    return render(request, "monitoring/statistics/run.html", context)


def _only_office(request):
    if not can_import(request.user):
        raise Http404


def _kept(form, user):
    """The run of a file that was read; None when the form now says what is wrong with it."""
    file = form.cleaned_data["file"]
    try:
        return keep_file(read_file(file.name, file.read(), form.cleaned_data["variable"]), by=user)
    except FileFault as fault:
        for sentence in fault.sentences:
            form.add_error("file", sentence)
    except Refused as refusal:
        form.add_error("file", str(refusal))
    return None


def _foreseen(run):
    """What the file would bring, by indicator and in all."""
    series, known, years = series_of(run.payload), places(), range(run.year_from, run.year_to + 1)
    lines, skipped = [], defaultdict(int)
    for indicator in run.indicators.order_by("code"):
        outcome = foresee(indicator, sort_figures(Meaning.of(indicator), series, known, years))
        lines.append((indicator, len(outcome.new), len(outcome.revised), outcome.same))
        for reason, number in outcome.skipped.items():
            skipped[reason] += number
    return {"lines": lines, "skipped": _skipped(skipped), "some": any(line[1] + line[2] for line in lines)}


def _skipped(counts):
    return [(REASONS.get(reason, reason), number) for reason, number in sorted(counts.items())]


def _state(run):
    """Badge and word of a run in the list."""
    if run.awaits_confirmation:
        return "todo", _("waits for your confirmation")
    if run.finished_at:
        state = ("done", pgettext("state of an import", "done"))
        return ("problem", pgettext("state of an import", "done, with faults")) if run.faults else state
    if run.job is None or not run.job.is_open:
        return "problem", pgettext("state of an import", "not finished")
    return "progress", pgettext("state of an import", "running or waiting")


def _waiting():
    """Municipalities with figures that wait for them: (place, number)."""
    counts: dict = defaultdict(int)
    waiting = OfficialFigure.objects.waiting().select_related("value__observation__municipality")
    for figure in waiting:
        counts[figure.value.observation.municipality] += 1
    return sorted(counts.items(), key=lambda item: item[0].sort_key)


def _errors(form):
    return [
        (form[name].id_for_label or f"id_{name}", text) for name in form.errors for text in form.errors[name]
    ]


def _crumbs(*further):
    return [(_("My tasks"), reverse("tasks")), *further]
