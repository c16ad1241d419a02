"""A team looks at the figures of statistics about its municipality, and confirms or contests them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from monitoring.values.history import pasts
from monitoring.values.refusals import ReasonMissing, Refused
from strategy.models import Municipality

from .answering import confirm, confirm_all, contest
from .models import OfficialFigure
from .permissions import can_answer, can_see_answers

PAGE_SIZE = 50


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def statistics_answers(request, slug):
    """What waits for the municipality: confirm all by one button, or contest one with a reason."""
    municipality = get_object_or_404(Municipality, slug=slug)
    if not can_see_answers(request.user, municipality):
        raise Http404
    if request.method != "POST":
        return _page(request, municipality)
    try:
        return _answer(request, municipality)
    except PermissionDenied:
        raise Http404 from None


def _answer(request, municipality):
    if "all" in request.POST:
        number = confirm_all(municipality, by=request.user)
        text = ngettext("Confirmed: %(n)s figure.", "Confirmed: %(n)s figures.", number)
        messages.success(request, text % {"n": number})
        return redirect(request.get_full_path())
    deed = "contest" if "contest" in request.POST else "confirm"
    figure = _figure(municipality, request.POST.get(deed, ""))
    reason = request.POST.get("reason", "")
    try:
        if deed == "contest":
            contest(figure, reason, by=request.user)
            messages.success(request, _("Contested. The Association Office decides and sees your reason."))
        else:
            confirm(figure, by=request.user)
            messages.success(request, _("The figure was confirmed."))
    except ReasonMissing as refusal:
        return _page(request, municipality, errors={figure.pk: str(refusal)}, typed=reason, status=422)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect(request.get_full_path())


def _figure(municipality, text):
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise Http404
    return get_object_or_404(OfficialFigure.objects.of_places([municipality]), pk=int(text))


def _page(request, municipality, *, errors=None, typed="", status=200):
    errors = errors or {}
    figures = OfficialFigure.objects.provisional().of_places([municipality]).with_subject()
    figures = figures.order_by(
        "opinion", "value__observation__indicator__code", "-value__observation__period"
    )
    page = Paginator(figures, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    earlier = pasts([row.value.observation for row in rows])
    context = {
        "municipality": municipality,
        "page": page,
        "lines": [
            (
                row,
                earlier.get(row.value.observation_id),
                errors.get(row.pk, ""),
                typed if row.pk in errors else "",
            )
            for row in rows
        ],
        "waiting": OfficialFigure.objects.waiting().of_places([municipality]).count(),
        "may_answer": can_answer(request.user, municipality),
        "errors": [(f"reason-{pk}", text) for pk, text in errors.items()],
        "crumbs": [(_("My tasks"), reverse("tasks")), (_("Figures of official statistics"), None)],
        "nav": "tasks",
    }
    return render(request, "monitoring/statistics/answers.html", context, status=status)
