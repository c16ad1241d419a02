"""Reports as everybody reads them."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forums.bodies.permissions import is_insider
from metropolis.ui import vega
from strategy.indicators.periods import Period

from . import charts, editions, outline, serving, web
from .document import Document, compose
from .models import ProgressReport
from .permissions import can_work_on
from .presentation import BADGES, crumbs, downloads
from .reading import Contents, chapter_address
from .standing import standing_of


@require_safe
def report_list(request):
    """The reports that the reader may see, each with its older editions; for the Office also new ones."""
    reports = ProgressReport.objects.visible_to(request.user)
    rows = [
        {"line": line, "badge": BADGES[line.newest.state], "period": Period.parse(line.newest.period).label}
        for line in editions.grouped(reports)
    ]
    context = {
        "nav": "reports",
        "crumbs": crumbs(),
        "rows": rows,
        "may_work": can_work_on(request.user),
        "sees_drafts": is_insider(request.user),
    }
    return render(request, "monitoring/reports/list.html", context)


@require_safe
def report(request, slug):
    """What a report is, its files, its contents and its first chapter, from its snapshot.

    The Office is led to its working page until there is a snapshot.
    """
    found = visible_report(request, slug)
    if found.snapshot is None:
        return redirect("report_work", slug=slug)
    document = compose(found.snapshot.content, get_language() or "pl")
    shown = document.chapters[:1]
    context = _context(request, found, document, shown, here=shown[0] if shown else None)
    return render(request, "monitoring/reports/report.html", context)


@require_safe
def report_chapter(request, slug, chapter):
    """One chapter of a report. The first is read on the report's own page."""
    found, document = _composed(request, slug)
    here = document.chapter(chapter)
    if here is None:
        raise Http404
    if here is document.chapters[0]:
        return redirect(chapter_address(slug, document, here))
    context = _context(request, found, document, [here], here=here, level=2)
    context["crumbs"] = crumbs((document.title, found.get_absolute_url()), (here.title, None))
    return render(request, "monitoring/reports/chapter.html", context)


@require_safe
def report_whole(request, slug):
    """All chapters on one page, for printing and for searching in the browser."""
    found, document = _composed(request, slug)
    context = _context(request, found, document, document.chapters)
    context["crumbs"] = crumbs((document.title, found.get_absolute_url()), (_("The whole report"), None))
    return render(request, "monitoring/reports/whole.html", context)


def _composed(request, slug) -> tuple[ProgressReport, Document]:
    found = visible_report(request, slug)
    if found.snapshot is None:
        raise Http404
    return found, compose(found.snapshot.content, get_language() or "pl")


def _context(request, found, document, shown, *, here=None, level=3) -> dict:
    """What every page of a report shows; only the chapters in `shown` are prepared."""
    standing = standing_of(found, request.user)
    return {
        "nav": "reports",
        "crumbs": crumbs((document.title, None)),
        "report": found,
        "document": document,
        "contents": Contents(found.slug, document, here),
        "chapters": web.page_chapters(found, document, shown, level=level),
        "downloads": downloads(found),
        "may_work": can_work_on(request.user),
        "standing": standing,
        "commented": dict(outline.chapters(found)) if standing.may_comment else {},
    }


@require_safe
def report_file(request, slug, name):
    """A file of a report: `pdf-pl`, `xlsx-en`, `json`."""
    found = visible_report(request, slug)
    file = next((file for file in found.files.all() if file.name == name), None)
    if file is None:
        raise Http404
    return serving.send(file, public=found.is_published)


@require_safe
def report_chart(request, slug, fingerprint):
    """A chart of a report. Only what the snapshot shows can be drawn."""
    found = visible_report(request, slug)
    if found.snapshot is None:
        raise Http404
    document = compose(found.snapshot.content, get_language() or "pl")
    spec = next((spec for spec in document.all_specs if vega.fingerprint(spec) == fingerprint), None)
    if spec is None:
        raise Http404
    return serving.send_chart(charts.drawn(spec), public=found.is_published)


def visible_report(request, slug) -> ProgressReport:
    """The report, if the visitor may know of it."""
    reports = ProgressReport.objects.visible_to(request.user).select_related("snapshot", "corrects")
    return get_object_or_404(reports, slug=slug)
