"""Comments on the draft of a report: all of them by chapter, a new one, and the Office's answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from forums.bodies.permissions import is_insider
from forums.discussion.forms import error_links
from monitoring.values.refusals import Refused

from .approval import commenting
from .approval.models import ReportComment
from .forms import AnswerForm, ChapterCommentForm
from .models import ProgressReport
from .outline import chapters, titles
from .permissions import can_comment, can_work_on, comments_are_open, is_asked_for_comments
from .presentation import crumbs
from .reading import readable_chapters
from .work import built_during_comments
from .work_views import office_report, working_crumb


@login_required
@never_cache
@require_safe
def report_comments(request, slug):
    """What was said of a draft and what the Office answered, chapter after chapter."""
    report = _discussed(request, slug)
    talks = commenting.talks(report)
    may_comment = can_comment(request.user, report)
    context = {
        "nav": "reports",
        "crumbs": crumbs(working_crumb(request.user, report), (_("Comments on the draft"), None)),
        "report": report,
        "talks": talks if may_comment else [talk for talk in talks if talk.comments],
        "may_comment": may_comment,
        "may_answer": can_work_on(request.user) and not report.is_published,
        "is_open": comments_are_open(report),
        "readable": readable_chapters(report),
        "built_again": built_during_comments(report),
    }
    return render(request, "monitoring/reports/comments.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_comment_new(request, slug, chapter):
    """A comment on a chapter. When the last day has passed meanwhile, what was typed stays on the page."""
    report = _discussed(request, slug)
    title = dict(chapters(report)).get(chapter)
    is_late = request.method == "POST" and is_asked_for_comments(request.user)
    if title is None or not (is_late or can_comment(request.user, report)):
        raise Http404
    form = ChapterCommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = commenting.comment(report, chapter, text=form.cleaned_data["text"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The comment was added. The Association Office answers it here."))
            return redirect(_place_of(row))
    context = _form_context(request, report, form, title=title)
    return render(request, "monitoring/reports/comment.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_comment_answer(request, slug, pk):
    """The Office says whether a comment was taken into account, and why not."""
    report = office_report(request, slug)
    row = get_object_or_404(report.comments.select_related("author", "answered_by"), pk=pk)
    if report.is_published:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commenting.answer(row, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The answer was saved."))
            return redirect(_place_of(row))
    title = titles().get(row.chapter, row.chapter)
    context = _form_context(request, report, form, title=title) | {"row": row}
    return render(request, "monitoring/reports/comment.html", context, status=422 if form.errors else 200)


def _form_context(request, report, form, *, title) -> dict:
    comments = (_("Comments on the draft"), reverse("report_comments", args=[report.slug]))
    return {
        "nav": "reports",
        "crumbs": crumbs(working_crumb(request.user, report), comments, (title, None)),
        "report": report,
        "title": title,
        "form": form,
        "errors": error_links(form) if form.errors else [],
    }


def _discussed(request, slug) -> ProgressReport:
    """A report that is or was out for comments, for those who may read its draft; comments are not public."""
    if not is_insider(request.user):
        raise Http404
    reports = ProgressReport.objects.visible_to(request.user).select_related("snapshot")
    report = get_object_or_404(reports, slug=slug)
    is_discussed = report.state in (ProgressReport.State.COMMENTS, ProgressReport.State.APPROVED)
    if not is_discussed and not can_work_on(request.user) and not report.is_published:
        raise Http404
    return report


def _place_of(row: ReportComment) -> str:
    return f"{reverse('report_comments', args=[row.report.slug])}#uwaga-{row.pk}"
