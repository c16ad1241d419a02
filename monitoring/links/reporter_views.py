"""The page behind a link: works without an account, and shows exactly the values that were asked for."""

from functools import wraps

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from monitoring.campaigns.forms import UnknownRow, error_links, lines_of, posted_answers
from monitoring.campaigns.models import Submission
from monitoring.campaigns.presentation import with_unchanged
from monitoring.campaigns.submitting import readiness
from monitoring.values.naming import period_name
from monitoring.values.refusals import Refused

from .limits import WINDOW, allowed
from .reporting import fill_by_link, note_use, report_ready, rows_of
from .tokens import find


def secret(view):
    """Keep the address of the page from caches, from other sites and from search engines."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


@secret
@never_cache
@csrf_exempt  # the signature in the address is the permission; there is no session to misuse
@require_http_methods(["GET", "HEAD", "POST"])
def reporter_entry(request, token):
    """Enter the values of a link; after its end, a page that says what happened."""
    opened = find(token)
    if not allowed(request, opened.link.pk if opened else None):
        response = _closed(request, "often", 429)
        response["Retry-After"] = str(WINDOW)
        return response
    if opened is None:
        return _closed(request, "unknown", 404)
    if not opened.is_latest:
        return _closed(request, "replaced", 410)
    if not opened.link.works:
        return _closed(request, opened.link.state, 410)
    note_use(opened.link)
    if request.method == "POST":
        return _save(request, opened)
    return _page(request, opened)


def _save(request, opened):
    """Save what is understood; what is not stays in the fields with its sentence."""
    try:
        submission = Submission.objects.with_supplier().get(pk=opened.link.submission_id)
        answers = with_unchanged(posted_answers(request.POST), request.POST.get("same"), submission)
        filled = fill_by_link(opened, answers)
    except UnknownRow:
        text = _("The form holds a row that you were not asked for. Load the page again.")
        return _page(request, opened, refusal=text, status=422)
    except Refused as refusal:
        return _page(request, opened, refusal=str(refusal), status=409)
    if filled.errors or filled.stale:
        return _page(request, opened, filled=filled, answers=answers, status=422)
    if "ready" not in request.POST:
        return redirect(f"{request.path}?zapisano=1")
    if missing := report_ready(opened):
        return _page(request, opened, missing=missing, status=422)
    return redirect(f"{request.path}?gotowe=1")


def _page(request, opened, *, filled=None, answers=None, missing=(), refusal="", status=200):
    link = opened.link
    rows = rows_of(link)
    lines = lines_of(rows, filled, answers)
    errors = error_links(lines) + [(_field(row), _lack(row)) for row in missing]
    ready = readiness(rows)
    campaign = rows[0].due.submission.campaign if rows else link.submission.campaign
    context = {
        "link": link,
        "lines": lines,
        "by_place": len({row.municipality for row in rows}) > 1,
        "editable": any(row.editable for row in rows),
        "ready": ready,
        "period": period_name(campaign.period),
        "supplier": Submission.objects.with_supplier().get(pk=link.submission_id).supplier_name,
        "errors": errors + ([("entry", refusal)] if refusal else []),
        "saved_some": bool(filled and filled.saved),
        "saved": "zapisano" in request.GET,
        "finished": "gotowe" in request.GET and link.answered_at is not None,
    }
    return render(request, "monitoring/links/entry.html", context, status=status)


def _field(row):
    return f"{'numerator' if row.is_ratio else 'value'}-{row.due.pk}"


def _lack(row):
    text = _("explain the value") if row.question else _("answer is missing")
    return f"{row.indicator.code}: {text}"


def _closed(request, why, status):
    return render(request, "monitoring/links/closed.html", {"why": why}, status=status)
