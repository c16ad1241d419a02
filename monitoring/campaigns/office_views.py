"""The Office's working pages of a campaign."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from monitoring.values.naming import period_name
from monitoring.values.refusals import Refused

from .matrix import read_matrix
from .models import Campaign
from .opening import close_campaign, open_campaign
from .permissions import can_manage
from .presentation import CAMPAIGN_BADGES, crumbs, now
from .progress import with_owners
from .rows import RowState
from .suppliers import TEAMS, Suppliers

LATE = "spoznione"
DEEDS = {"open": open_campaign, "close": close_campaign}


@login_required
@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_matrix(request, slug):
    """Who has answered what. htmx asks for the table alone, every few seconds."""
    if not can_manage(request.user):
        raise Http404
    campaign = get_object_or_404(Campaign, slug=slug)
    if request.method == "POST":
        return _change(request, campaign)
    partial = request.htmx and not (request.htmx.boosted or request.htmx.history_restore_request)
    name = "_matrix" if partial else "matrix"
    context = _context(request, campaign) | {"partial": partial}
    return render(request, f"monitoring/campaigns/{name}.html", context)


def _context(request, campaign):
    suppliers = Suppliers.of(campaign)
    kinds = suppliers.kinds
    codes = [code for code, _name, _count in kinds]
    asked = request.GET.get("od")
    kind = asked if asked in codes else next(iter(codes), None)
    late_only = request.GET.get("tylko") == LATE
    number = request.GET.get("page")
    matrix, page, waiting = read_matrix(suppliers, kind or TEAMS, number, late_only=late_only)
    period = period_name(campaign.period)
    return {
        "nav": "tasks",
        "crumbs": crumbs((_("Reporting campaigns"), reverse("campaign_list")), (period, None)),
        "campaign": campaign,
        "campaign_badge": CAMPAIGN_BADGES[campaign.state],
        "period": period,
        "kinds": kinds,
        "kind": kind,
        "matrix": matrix,
        "page": page,
        "lines": matrix.written(page.object_list),
        "legend": [state for state in RowState if state not in (RowState.ODD, RowState.PROPOSED)],
        "page_query": f"od={kind}&tylko={LATE}" if late_only else f"od={kind}",
        "late_only": late_only,
        "waiting": with_owners(waiting),
        "waiting_count": len(suppliers.waiting(late_only=late_only)),
        "sent": suppliers.sent,
        "total": len(suppliers.owed),
        "at": now(),
        "live": request.GET.get("live") != "0",
    }


def _change(request, campaign):
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        raise Http404
    try:
        changed = deed(campaign, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(campaign)
    done = {
        open_campaign: _("The campaign is open. The teams are being told by e-mail."),
        close_campaign: _("The campaign is closed. Only returned values can still be corrected."),
    }
    messages.success(request, done[deed] if changed else _("Nothing has changed: this was done before."))
    return redirect(campaign)
