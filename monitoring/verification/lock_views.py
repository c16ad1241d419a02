"""The Office closes periods, and opens them again with a reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from monitoring.values.locking import lock_period, unlock_period
from monitoring.values.models import PeriodLock
from monitoring.values.naming import period_name
from monitoring.values.permissions import can_lock
from monitoring.values.refusals import ReasonMissing, Refused
from strategy.indicators.periods import Period

from .undecided import undecided_in, undecided_of

HISTORY = 50


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def period_locks(request):
    """Which periods are closed, since when and by whom; and what was opened again, why."""
    _only_office(request)
    if request.method == "POST":
        return _lock(request)
    return _page(request)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def period_unlock(request, pk):
    """Open a closed period again, on a page that says what follows."""
    _only_office(request)
    lock = get_object_or_404(PeriodLock.objects.in_force(), pk=pk)
    error, reason = "", request.POST.get("reason", "")
    if request.method == "POST":
        try:
            unlock_period(lock, reason[:300], by=request.user)
        except ReasonMissing as fault:
            error = str(fault)
        except Refused as refusal:
            messages.warning(request, str(refusal))
            return redirect("period_locks")
        else:
            text = _("The period %(period)s is open again.")
            messages.success(request, text % {"period": period_name(lock.period)})
            return redirect("period_locks")
    context = {
        "nav": "tasks",
        "lock": lock,
        "period": period_name(lock.period),
        "error": error,
        "reason": reason,
        "error_links": [("reason", error)] if error else [],
        "crumbs": [*_crumbs(reverse("period_locks")), (_("Open the period again"), None)],
    }
    return render(request, "monitoring/verification/unlock.html", context, status=422 if error else 200)


def _only_office(request):
    if not can_lock(request.user):
        raise Http404


def _crumbs(own=None):
    return [
        (_("My tasks"), reverse("tasks")),
        (_("Values to verify"), reverse("verification")),
        (_("Locked periods"), own),
    ]


def _page(request, *, typed="", note="", error="", undecided=None, status=200):
    locks = list(
        PeriodLock.objects.select_related("locked_by", "unlocked_by").order_by("-locked_at")[:HISTORY]
    )
    held = [lock for lock in locks if lock.unlocked_at is None]
    context = {
        "nav": "tasks",
        "locks": [
            (lock, period_name(lock.period), left)
            for lock, left in zip(held, undecided_of(held), strict=True)
        ],
        "past": [(lock, period_name(lock.period)) for lock in locks if lock.unlocked_at],
        "typed": typed,
        "note": note,
        "error": error,
        "undecided": undecided,
        "error_links": [("period", error)] if error else [],
        "crumbs": _crumbs(),
    }
    return render(request, "monitoring/verification/locks.html", context, status=status)


def _lock(request):
    """First the consequences are shown where something is under way, then the period is locked."""
    code, note = request.POST.get("period", "").strip().upper(), request.POST.get("note", "").strip()[:300]
    try:
        period = Period.parse(code)
    except ValueError:
        text = _("Write the period as 2024, 2024-H1, 2024-Q3 or 2024-07.")
        return _page(request, typed=code, note=note, error=text, status=422)
    [undecided] = undecided_in([(period.start, period.end)])
    if undecided and "anyway" not in request.POST:
        return _page(request, typed=code, note=note, undecided=undecided)
    try:
        lock_period(code, by=request.user, note=note)
    except Refused as refusal:
        return _page(request, typed=code, note=note, error=str(refusal), status=409)
    messages.success(request, _("The period %(period)s is locked.") % {"period": period_name(code)})
    return redirect("period_locks")
