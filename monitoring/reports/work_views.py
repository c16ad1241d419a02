"""Reports as the Office makes them: the working page, and the pages on which it takes a step or corrects."""

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forums.discussion.forms import error_links
from metropolis.jobs.progress import progress_of
from metropolis.jobs.views import step_name
from monitoring.values.refusals import Refused
from strategy.indicators.periods import Period

from . import editions, narrative, publishing
from .approval import steps
from .approval.table import BY_SLUG, Step, steps_from
from .forms import COMMENT_DAYS, CorrectionForm, StepForm
from .models import ProgressReport
from .permissions import can_work_on, comments_are_open
from .presentation import BADGES, crumbs, downloads
from .work import chapter_lines, event_lines


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_work(request, slug):
    """The working page: state, build, files, texts, comments, steps. Posting starts a build."""
    report = office_report(request, slug)
    if request.method == "POST":
        try:
            publishing.start_build(report, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("report_work", slug=slug)
    return render(request, "monitoring/reports/work.html", _work_context(report))


def _work_context(report: ProgressReport) -> dict:
    job = publishing.last_job(report)
    progress = progress_of(job, timezone.now()) if job else None
    possible = steps_from(report.state)
    onwards = next((step for step in possible if step.is_main), None)
    return {
        "nav": "reports",
        "crumbs": crumbs((report.title, None)),
        "report": report,
        "badge": BADGES[report.state],
        "period": Period.parse(report.period).label,
        "job": job,
        "progress": progress,
        "step": step_name(job, progress) if job else "",
        "chapters": chapter_lines(report),
        "changed": report.is_open and narrative.changed_since_build(report),
        "comments_open": comments_are_open(report),
        "comments": report.comments.aggregate(all=Count("pk"), unanswered=Count("pk", filter=Q(verdict=""))),
        "onwards": onwards,
        "hindrances": steps.what_hinders(onwards, report) if onwards else [],
        "other_steps": [step for step in possible if not step.is_main],
        "events": event_lines(report),
        "following": editions.following(report),
        "downloads": downloads(report),
    }


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_step(request, slug, step):
    """Says what a step brings, asks for what it needs, and takes it when confirmed."""
    report, chosen = office_report(request, slug), BY_SLUG.get(step)
    if chosen is None:
        raise Http404
    if report.state not in chosen.sources:
        messages.error(request, steps.moved_on(report))
        return redirect("report_work", slug=slug)
    form = _step_form(request, report, chosen)
    if request.method == "POST" and form.is_valid():
        try:
            event = steps.take_step(report, chosen.name, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{report.title}: {chosen.done}.")
            where = "report" if event.report.is_published else "report_work"
            return redirect(where, slug=slug)
    context = {
        "nav": "reports",
        "crumbs": crumbs((report.title, report.get_working_url()), (str(chosen.label), None)),
        "report": report,
        "step": chosen,
        "period": Period.parse(report.period).label,
        "hindrances": steps.what_hinders(chosen, report),
        "early": chosen.name == "approve" and comments_are_open(report),
        "unready": _unready(report) if chosen.name == "approve" else [],
        "form": form,
        "errors": error_links(form) if form.is_bound else [],
        "downloads": downloads(report),
    }
    return render(request, "monitoring/reports/step.html", context, status=422 if form.errors else 200)


def _step_form(request, report: ProgressReport, step: Step) -> StepForm:
    day = report.comments_until or timezone.localdate() + datetime.timedelta(days=COMMENT_DAYS)
    needs_reason = steps.reason_is_needed(step, report)
    start = {"seen": report.state, "deadline": day}
    return StepForm(request.POST or None, initial=start, step=step, needs_reason=needs_reason)


def _unready(report: ProgressReport) -> list[str]:
    """Chapters that somebody was asked for, or began, and nobody has called ready."""
    return [line.title for line in chapter_lines(report) if line.is_waited_for]


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_correction(request, slug):
    """Begin a new edition of a published report; on an edition in the making, reword what it corrects."""
    report = office_report(request, slug)
    is_new = report.is_published
    if not is_new and (report.corrects_id is None or not report.is_open):
        raise Http404
    if is_new and (why_not := editions.why_not_correctable(report)):
        messages.error(request, why_not)
        return redirect("report_work", slug=slug)
    start = {} if is_new else {"correction_pl": report.correction_pl, "correction_en": report.correction_en}
    form = CorrectionForm(request.POST or None, initial={"as_of": report.as_of} | start, is_new=is_new)
    if request.method == "POST" and form.is_valid():
        change = editions.start_correction if is_new else editions.reword_correction
        try:
            made = change(report, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. Build the edition, send it for comments and approve it."))
            return redirect("report_work", slug=made.slug)
    label = _("New edition") if is_new else _("What this edition corrects")
    context = {
        "nav": "reports",
        "crumbs": crumbs((report.title, report.get_working_url()), (label, None)),
        "report": report,
        "is_new": is_new,
        "form": form,
        "errors": error_links(form) if form.is_bound else [],
    }
    return render(request, "monitoring/reports/correction.html", context, status=422 if form.errors else 200)


def office_report(request, slug) -> ProgressReport:
    """The report, for the Office only; to others there is no such page."""
    if not can_work_on(request.user):
        raise Http404
    reports = ProgressReport.objects.select_related("snapshot", "corrects", "approved_by")
    return get_object_or_404(reports, slug=slug)


def working_crumb(user, report: ProgressReport) -> tuple[str, str | None]:
    """The report in the way to a page: the Office's working page, for others the draft if there is one."""
    if can_work_on(user):
        return report.title, report.get_working_url()
    return report.title, reverse("report", args=[report.slug]) if report.snapshot_id else None
