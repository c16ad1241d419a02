"""The text of a chapter: writing it, who writes it, and everything that it said before."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from forums.drafting.forms import error_links
from forums.drafting.kept import Carried
from metropolis.ui.kept_posts import SIGNED_OUT, STALE_FORM, keeps_posts
from monitoring.values.refusals import Refused, Stale

from . import narrative
from .forms import AssignForm, SectionForm
from .models import ProgressReport
from .narrative_models import ReportSection
from .outline import chapters
from .permissions import can_work_on, can_write
from .presentation import crumbs
from .reading import readable_chapters
from .work import change_lines
from .work_views import office_report, working_crumb


def kept_page(request, why: str):
    """The text of a chapter when the session had ended: with the way to save it still."""
    named = {"text_pl": _("Text in Polish"), "text_en": _("Text in English")}
    carried = Carried(
        pairs=[(name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"],
        texts=[(label, request.POST[name]) for name, label in named.items() if request.POST.get(name)],
        others=[],
    )
    context = {"carried": carried, "signed_out": why == SIGNED_OUT, "stale": why == STALE_FORM}
    return render(request, "forums/drafting/kept.html", context, status=403)


@keeps_posts(kept_page)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_section(request, slug, chapter):
    """The text of one chapter. A stale form shows both texts and loses neither."""
    report, section, title = _chapter(request, slug, chapter)
    form, theirs = _form(request, report, section, chapter), None
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            narrative.save_section(report, chapter, **form.cleaned_data, by=request.user)
        except Stale:
            theirs = ReportSection.objects.select_related("updated_by").get(report=report, chapter=chapter)
            form, status = _mine_over_theirs(form, theirs), 409
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            return _saved(request, report, chapter)
    context = _page_context(request, report, section, chapter, title) | {
        "form": form,
        "theirs": theirs,
        "errors": error_links(form) if form.errors else [],
    }
    return render(request, "monitoring/reports/section.html", context, status=status)


def _page_context(request, report, section, chapter, title) -> dict:
    works = can_work_on(request.user)
    changes = narrative.data_changes(report, section)
    return {
        "nav": "reports" if works else "tasks",
        "crumbs": crumbs(working_crumb(request.user, report), (title, None)),
        "report": report,
        "section": section,
        "chapter": chapter,
        "title": title,
        "may_work": works,
        "may_generate": works and chapter == "summary" and report.snapshot is not None,
        "changes": change_lines(changes, get_language() or "pl"),
        "is_readable": chapter in readable_chapters(report),
        "kept_key": _kept_key(report, chapter),
        "is_written": section is not None and section.is_written,
    }


def _form(request, report: ProgressReport, section: ReportSection | None, chapter: str) -> SectionForm:
    if request.method == "POST":
        return SectionForm(request.POST)
    section = section or ReportSection(report=report, chapter=chapter)
    known = {name: getattr(section, name) for name in ("text_pl", "text_en", "is_ready", "version")}
    if "generated" in request.GET and can_work_on(request.user):
        texts = narrative.generated_text(report, chapter)
        known |= {f"text_{language}": text for language, text in texts.items()}
    return SectionForm(initial=known)


def _mine_over_theirs(form: SectionForm, theirs: ReportSection) -> SectionForm:
    """My words again, now over their version: the next save is a decision, not an accident."""
    return SectionForm(initial={**form.cleaned_data, "version": theirs.version})


def _saved(request, report: ProgressReport, chapter: str):
    """The Office goes back to the whole report, a chair stays with the chapter."""
    saved = f"?saved={_kept_key(report, chapter)}"
    if can_work_on(request.user):
        messages.success(request, _("The text was saved. Build the report to have it in the files."))
        return redirect(report.get_working_url() + saved)
    messages.success(request, _("The text was saved. The Association Office sees it."))
    return redirect(reverse("report_section", args=[report.slug, chapter]) + saved)


def _kept_key(report: ProgressReport, chapter: str) -> str:
    return f"report:{report.slug}:{chapter}"


@login_required
@never_cache
@require_safe
def report_section_versions(request, slug, chapter):
    """Everything that the text of a chapter said, the latest first: nothing that was overwritten is lost."""
    report, section, title = _chapter(request, slug, chapter, is_reading=True)
    revisions = section.revisions.select_related("by") if section else []
    context = {
        "nav": "reports",
        "crumbs": crumbs(
            working_crumb(request.user, report),
            (title, reverse("report_section", args=[slug, chapter]) if report.is_open else None),
            (_("Earlier versions"), None),
        ),
        "report": report,
        "title": title,
        "revisions": revisions,
    }
    return render(request, "monitoring/reports/section_versions.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_assign(request, slug, chapter):
    """The Office says who writes a chapter, and by when."""
    report = office_report(request, slug)
    title = dict(chapters(report)).get(chapter)
    if title is None or not report.is_open:
        raise Http404
    section = report.sections.filter(chapter=chapter).first()
    known = {"forum": section.forum_id, "deadline": section.deadline} if section else {}
    form = AssignForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            narrative.assign(report, chapter, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error("deadline", str(refusal))
        else:
            messages.success(request, _("Saved who writes the chapter: %(title)s.") % {"title": title})
            return redirect("report_work", slug=slug)
    context = {
        "nav": "reports",
        "crumbs": crumbs((report.title, report.get_working_url()), (title, None)),
        "report": report,
        "title": title,
        "form": form,
        "errors": error_links(form) if form.errors else [],
    }
    return render(request, "monitoring/reports/assign.html", context, status=422 if form.errors else 200)


def _chapter(request, slug, chapter, *, is_reading=False):
    """The report, the section of a chapter (None: nothing yet) and its title, for those who write it."""
    report = get_object_or_404(ProgressReport.objects.select_related("snapshot"), slug=slug)
    section = report.sections.select_related("forum", "updated_by").filter(chapter=chapter).first()
    if not can_write(request.user, section):
        raise Http404
    title = dict(chapters(report)).get(chapter)
    is_closed = not report.is_open and not is_reading and request.method != "POST"
    if title is None or is_closed or (report.is_published and not is_reading):
        raise Http404
    return report, section, title
