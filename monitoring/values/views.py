"""Members read how a value came about, and propose a late correction of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from metropolis.ui.numbers import format_decimal

from .correction import correct, latest_revision, obstacle, undecided
from .forms import Answer, Mistyped
from .locking import is_within, locks_in_force
from .models import Observation
from .permissions import can_correct, can_see_history
from .refusals import Refused

FIELDS = ("value", "numerator", "denominator", "source", "note")


@login_required
@require_safe
def observation(request, pk):
    """All revisions of a value, with authors, decisions and reasons."""
    subject = _subject(request, pk)
    values = subject.values.visible_to(request.user).prefetch_related("evidence")
    values = values.select_related("author", "link", "decided_by", "official")
    context = _context(subject) | {
        "values": values.order_by("-revision"),
        "may_correct": can_correct(request.user, subject) and not obstacle(subject),
        "is_locked": is_within(subject, locks_in_force()),
    }
    return render(request, "monitoring/values/observation.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def observation_correct(request, pk):
    """The Office or the team proposes another value than the verified one, with a reason."""
    subject = _subject(request, pk)
    if not can_correct(request.user, subject):
        raise Http404
    if request.method == "POST":
        return _correct(request, subject)
    return _form(request, subject)


def _subject(request, pk):
    if not can_see_history(request.user):
        raise Http404
    rows = Observation.objects.select_related("indicator", "municipality", "current")
    return get_object_or_404(rows, pk=pk)


def _context(subject, last=None):
    indicator_url = reverse("indicator", args=[subject.indicator.code])
    history_url = reverse("observation", args=[subject.pk])
    crumbs = [
        (_("Indicators"), reverse("indicator_list")),
        (str(subject.indicator), indicator_url),
        (_("History of a value"), history_url if last else None),
    ]
    return {
        "observation": subject,
        "nav": "indicators",
        "indicator_url": indicator_url,
        "history_url": history_url,
        "crumbs": crumbs + ([(last, None)] if last else []),
    }


def _form(request, subject, *, typed=None, errors=None, status=200):
    standing, waiting = subject.current, undecided(subject)
    filled = typed or _filled(standing, waiting)
    errors = errors or {}
    context = _context(subject, _("Correct a verified value")) | {
        "standing": standing,
        "waiting": waiting,
        "is_ratio": subject.indicator.aggregation == subject.indicator.Aggregation.RATIO,
        "obstacle": obstacle(subject),
        "seen": filled.get("seen") or latest_revision(subject),
        "typed": filled,
        "errors": errors,
        "error_links": [("" if name == "form" else name, text) for name, text in errors.items()],
    }
    return render(request, "monitoring/values/correct.html", context, status=status)


def _filled(standing, waiting):
    """What the form starts from: a figure that nobody decided about only wants its reason."""
    filled = {name: getattr(waiting or standing, name, "") for name in ("source", "note")}
    for name in ("value", "numerator", "denominator"):
        number = getattr(waiting, name, None)
        filled[name] = (
            "" if number is None else format_decimal(number, language="pl")
        )  # it is understood in both
    return filled


def _correct(request, subject):
    typed = {name: request.POST.get(name, "") for name in (*FIELDS, "correction", "seen")}
    answer = Answer(**{name: typed[name] for name in FIELDS})
    seen = int(typed["seen"]) if typed["seen"] in map(str, range(latest_revision(subject) + 1)) else -1
    try:
        correct(subject, answer, typed["correction"], seen=seen, by=request.user)
    except Mistyped as fault:
        return _form(request, subject, typed=typed, errors=fault.errors, status=422)
    except Refused as refusal:
        subject.refresh_from_db()
        fresh = typed | {"seen": ""}
        return _form(request, subject, typed=fresh, errors={"form": str(refusal)}, status=409)
    messages.success(
        request, _("The correction waits for another person of the Association Office to verify it.")
    )
    return redirect("observation", subject.pk)
