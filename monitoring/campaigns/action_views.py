"""The page on which a supplier says how one action stands."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from monitoring.progress.answers import Misread
from monitoring.progress.forms import ProgressForm
from monitoring.values.naming import period_name
from monitoring.values.refusals import Refused, Stale

from . import presentation
from .actions import action_lines, fill_action
from .models import Submission


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_action(request, slug, supplier, code):
    """Fill in one action; "no change" is one click from here and from the campaign's page."""
    visible = Submission.objects.visible_to(request.user).of_supplier(supplier)
    submission = get_object_or_404(visible.with_supplier(), campaign__slug=slug)
    line = next(iter(action_lines(submission, code=code, whole=True)), None)
    if line is None:
        raise Http404
    if request.method != "POST":
        return _page(request, line, ProgressForm(line.subject))
    return _repeat(request, line) if "same" in request.POST else _save(request, line)


def _repeat(request, line):
    try:
        fill_action(line, None, token=request.POST.get("token", ""), by=request.user)
    except (Refused, Misread) as refusal:
        text = next(iter(refusal.errors.values())) if isinstance(refusal, Misread) else str(refusal)
        messages.warning(request, text)
        return redirect(line.address)
    messages.success(request, _("Saved: no change since the last report."))
    return redirect(f"{line.submission.address()}#actions")


def _save(request, line):
    form = ProgressForm(line.subject, request.POST)
    if not form.is_valid():
        return _page(request, line, form, status=422)
    try:
        subject = fill_action(line, form.answer(), token=form.cleaned_data["token"], by=request.user)
    except Misread as fault:
        form.add_faults(fault.errors)
        return _page(request, line, form, status=422)
    except Stale as refusal:
        form.add_error(None, str(refusal))
        form.shows(line.subject.token)
        return _page(request, line, form, theirs=True, status=409)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, line, form, status=409)
    if subject.is_unexplained and "asked" not in request.POST:
        messages.info(request, _("Saved. The portal has a question: it stands below."))
        return redirect(f"{line.address}#questions")
    messages.success(request, _("Saved: %(action)s.") % {"action": line.action})
    if "check" in request.POST:
        return redirect(line.submission.address("campaign_check"))
    return redirect(f"{line.submission.address()}#actions")


def _page(request, line, form, *, theirs=False, status=200):
    name = _("Data for %(period)s: %(supplier)s") % {
        "period": period_name(line.submission.campaign.period),
        "supplier": line.submission.supplier_name,
    }
    context = {
        "nav": "tasks",
        "crumbs": presentation.crumbs((name, line.submission.address()), (line.action.code, None)),
        "line": line,
        "subject": line.subject,
        "submission": line.submission,
        "campaign": line.submission.campaign,
        "period": period_name(line.submission.campaign.period),
        "past_period": line.subject.past and period_name(line.subject.past_period),
        "form": form,
        "errors": form.links if form.is_bound else [],
        "theirs": theirs,
    }
    return render(request, "monitoring/campaigns/action.html", context, status=status)
