"""The public page that says which report a file is. The file never leaves the reader's computer."""

from allauth.core.internal.ratelimit import consume, respond_429
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from strategy.indicators.periods import Period

from . import checking
from .presentation import crumbs, file_label


@never_cache
@require_safe
def report_check(request):
    """The page; with `?sha256=` also the answer. A file is looked up by its checksum alone."""
    asked = request.GET.get("sha256", "")
    if asked and not consume(request, app="allauth.account", action="report_check", limit_get=True):
        return respond_429(request)
    sha256 = checking.checksum_in(asked[:500])
    known = checking.find(sha256) if sha256 else None
    context = {
        "nav": "reports",
        "crumbs": crumbs((_("Check a file"), None)),
        "asked": asked[:500],
        "sha256": sha256,
        "known": known,
        "label": file_label(known.file) if known else "",
        "period": Period.parse(known.report.period).label if known else "",
        "is_wrong": bool(asked.strip()) and sha256 is None,
    }
    status = 422 if context["is_wrong"] else 200
    return render(request, "monitoring/reports/check.html", context, status=status)
