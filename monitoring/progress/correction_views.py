"""The page on which a late correction of a report on an action is proposed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from monitoring.values.naming import period_name
from monitoring.values.refusals import Refused, Stale
from strategy.indicators.periods import Period

from .answers import Misread
from .correction import correct, obstacle
from .due import reported_actions
from .forms import CorrectionForm
from .models import ActionProgress
from .permissions import can_enter
from .subjects import subject_of


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def progress_correct(request, code, period):
    """The team or the Office proposes another report than the accepted one, with a reason."""
    action = get_object_or_404(reported_actions(), code=code)
    if not can_enter(request.user, action) or not _is_period(period):
        raise Http404
    subject = subject_of(action, period)
    if request.method != "POST":
        return _page(request, subject, CorrectionForm(subject))
    return _propose(request, subject, CorrectionForm(subject, request.POST))


def _is_period(code):
    try:
        return Period.parse(code).code == code
    except ValueError:
        return False


def _propose(request, subject, form):
    if not form.is_valid():
        return _page(request, subject, form, status=422)
    reason, token = form.cleaned_data["correction"], form.cleaned_data["token"]
    try:
        saved = correct(subject.action, subject.period, form.answer(), reason, token=token, by=request.user)
    except Misread as fault:
        form.add_faults(fault.errors)
        return _page(request, subject, form, status=422)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        if isinstance(refusal, Stale):
            form.shows(subject.token)
        return _page(request, subject, form, status=409)
    messages.success(
        request, _("The correction waits for another person of the Association Office to accept it.")
    )
    return redirect("progress_history", saved.latest.progress_id)


def _page(request, subject, form, *, status=200):
    action, errors = subject.action, form.links if form.is_bound else []
    action_url = reverse("plan_action", args=[action.plan.slug, action.code])
    key = ActionProgress.objects.filter(action=action, period=subject.period).first()
    title = _("Correct the report") if subject.latest else _("Add a late report")
    context = {
        "nav": "plans",
        "title": title,
        "subject": subject,
        "period": period_name(subject.period),
        "form": form,
        "errors": errors,
        "obstacle": obstacle(subject),
        "action_url": action_url,
        "back": reverse("progress_history", args=[key.pk]) if key else action_url,
        "crumbs": [
            (_("Action plans"), reverse("plan_list")),
            (action.plan.name, reverse("plan", args=[action.plan.slug])),
            (str(action), action_url),
            (title, None),
        ],
    }
    return render(request, "monitoring/progress/correct.html", context, status=status)
