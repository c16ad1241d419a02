"""Pages that need no domain: help, the statutory pages, and the page of components."""

import datetime
from decimal import Decimal

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from . import examples
from .contact import details, report_address


def text_page(name):
    """A view of a page of words; each language has its own file, written and not mirrored."""

    @require_safe
    def view(request):
        return render(request, _in_language(name), {"contact": details()})

    return view


@require_safe
def contact(request):
    """Where to write; a report about one page names that page."""
    page = request.GET.get("page", "")
    context = {"contact": details(), "page": page, "report_url": report_address(page)}
    return render(request, _in_language("contact"), context)


@require_safe
def methods(request):
    """How statuses and totals are worked out, with the thresholds that hold today."""
    context = {
        "on_track_from": Decimal(settings.STATUS_ON_TRACK_FROM) * 100,
        "at_risk_from": Decimal(settings.STATUS_AT_RISK_FROM) * 100,
    }
    return render(request, _in_language("methods"), context)


@require_safe
def accessibility(request):
    """The statement that the act on digital accessibility asks for, with its fixed identifiers."""
    context = {
        "contact": details(),
        "address": request.build_absolute_uri("/"),
        "published_on": _day(settings.PORTAL_PUBLISHED_ON),
        "changed_on": _day(settings.PORTAL_CHANGED_ON),
        "statement_on": _day(settings.ACCESSIBILITY_STATEMENT_ON),
    }
    return render(request, _in_language("accessibility"), context)


@require_safe
def components(request):
    """Every component in every state, with examples; for those who build pages, not for visitors."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(request, "ui/components.html", examples.everything())


def _day(text):
    """A day from the settings; None when nobody has set it."""
    return datetime.date.fromisoformat(text) if text else None


def _in_language(name):
    """The files to try: the reader's language, then the portal's first one."""
    return [f"ui/pages/{code}/{name}.html" for code in (get_language(), settings.LANGUAGE_CODE)]
