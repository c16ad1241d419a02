"""Reports as the Office makes them: build, comment, publish."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from metropolis.jobs.progress import progress_of
from metropolis.jobs.views import step_name
from monitoring.values.refusals import Refused, Stale
from strategy.indicators.periods import Period

from . import narrative, publishing
from .forms import SectionForm
from .models import ProgressReport, ReportSection
from .permissions import can_work_on
from .presentation import BADGES, crumbs, downloads


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_work(request, slug):
    """The working page: state, build, files, comments, publication. Posting starts a build."""
    report = _report(request, slug)
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
    commented = {row.chapter for row in report.sections.all() if row.text_pl.strip() or row.text_en.strip()}
    return {
        "nav": "reports",
        "crumbs": crumbs((report.title, None)),
        "report": report,
        "badge": BADGES[report.state],
        "period": Period.parse(report.period).label,
        "job": job,
        "progress": progress,
        "step": step_name(job, progress) if job else "",
        "chapters": [(id, title, id in commented) for id, title in narrative.chapters()],
        "changed": not report.is_published and narrative.changed_since_build(report),
        "why_not": publishing.why_not_publishable(report),
        "downloads": downloads(report),
    }


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_section(request, slug, chapter):
    """The comment on one chapter. A stale form shows both texts and loses neither."""
    report = _report(request, slug)
    title = dict(narrative.chapters()).get(chapter)
    if title is None or report.is_published:
        raise Http404
    section = ReportSection.objects.filter(report=report, chapter=chapter).first()
    form, theirs = _form(request, section), None
    if request.method == "POST" and form.is_valid():
        theirs = _saved(request, report, chapter, form)
        if theirs is None:
            messages.success(request, _("The comment was saved. Build the report to have it in the files."))
            return redirect("report_work", slug=slug)
        form = _mine_over_theirs(form, theirs)
    context = {
        "nav": "reports",
        "crumbs": crumbs((report.title, reverse("report_work", args=[slug])), (title, None)),
        "report": report,
        "title": title,
        "form": form,
        "theirs": theirs,
        "errors": [(form[name].id_for_label, error) for name in form.errors for error in form.errors[name]],
    }
    return render(request, "monitoring/reports/section.html", context)


def _form(request, section: ReportSection | None) -> SectionForm:
    if request.method == "POST":
        return SectionForm(request.POST)
    known = {"text_pl": "", "text_en": "", "version": 0}
    if section:
        known = {"text_pl": section.text_pl, "text_en": section.text_en, "version": section.version}
    return SectionForm(initial=known)


def _saved(request, report: ProgressReport, chapter: str, form: SectionForm) -> ReportSection | None:
    """None when it was saved; else the text that somebody else has saved meanwhile."""
    try:
        narrative.save_section(report, chapter, **form.cleaned_data, by=request.user)
    except Stale:
        return ReportSection.objects.select_related("updated_by").get(report=report, chapter=chapter)
    except Refused as refusal:
        raise Http404 from refusal
    return None


def _mine_over_theirs(form: SectionForm, theirs: ReportSection) -> SectionForm:
    """My words again, now over their version: the next save is a decision, not an accident."""
    return SectionForm(initial={**form.cleaned_data, "version": theirs.version})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_publish(request, slug):
    """Says what publication means, and does it when confirmed."""
    report = _report(request, slug)
    if request.method == "POST":
        try:
            publishing.publish(report, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("report_work", slug=slug)
        messages.success(request, _("The report is public."))
        return redirect("report", slug=slug)
    context = {
        "nav": "reports",
        "crumbs": crumbs((report.title, reverse("report_work", args=[slug])), (_("Publish"), None)),
        "report": report,
        "period": Period.parse(report.period).label,
        "why_not": publishing.why_not_publishable(report),
        "downloads": downloads(report),
    }
    return render(request, "monitoring/reports/publish.html", context)


def _report(request, slug) -> ProgressReport:
    """The report, for the Office only; to others there is no such page."""
    if not can_work_on(request.user):
        raise Http404
    return get_object_or_404(ProgressReport.objects.select_related("snapshot"), slug=slug)
