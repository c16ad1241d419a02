"""The Office decides about values; members read how a value came about."""

from urllib.parse import urlencode

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
from django.views.decorators.http import require_http_methods, require_safe

from forums.bodies.permissions import is_office
from strategy.models import Municipality

from .models import IndicatorValue, Observation
from .permissions import can_see_history
from .queue import items_of, waiting_values
from .refusals import ReasonMissing, Refused
from .verification import return_value, verify_many

PAGE_SIZE = 50


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verification(request):
    """The queue of values that wait for the Office; one, or several at once."""
    if not is_office(request.user):
        raise Http404
    if request.method == "POST":
        return _return_one(request) if "return" in request.POST else _verify_some(request)
    return _queue_page(request)


@login_required
@require_safe
def observation(request, pk):
    """All revisions of a value, with authors, decisions and reasons."""
    if not can_see_history(request.user):
        raise Http404
    subject = get_object_or_404(
        Observation.objects.select_related("indicator", "municipality", "current"), pk=pk
    )
    values = subject.values.visible_to(request.user).select_related("author", "decided_by")
    values = values.prefetch_related("evidence")
    indicator_url = reverse("indicator", args=[subject.indicator.code])
    context = {
        "observation": subject,
        "values": values.order_by("-revision"),
        "nav": "indicators",
        "indicator_url": indicator_url,
        "crumbs": [
            (_("Indicators"), reverse("indicator_list")),
            (str(subject.indicator), indicator_url),
            (_("History of a value"), None),
        ],
    }
    return render(request, "monitoring/values/observation.html", context)


def _queue_page(request, *, errors=None, typed=None, status=200):
    asked = request.GET.get("gmina", "")
    places = Municipality.objects.filter(observations__values__in=IndicatorValue.objects.waiting()).distinct()
    page = Paginator(waiting_values(request.user, asked), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "nav": "tasks",
        "page": page,
        "items": items_of(page.object_list, user=request.user, errors=errors, typed=typed),
        "crumbs": [(_("My tasks"), reverse("tasks")), (_("Values to verify"), None)],
        "campaigns_url": reverse("campaign_list"),
        "page_query": urlencode({"gmina": asked}) if asked else "",
        "places": places,
        "asked": asked,
        "error_links": [(f"reason-{pk}", text) for pk, text in (errors or {}).items()],
    }
    return render(request, "monitoring/values/verification.html", context, status=status)


def _verify_some(request):
    chosen = _chosen(request.POST.getlist("value"))
    if not chosen:
        messages.warning(request, _("Choose at least one value."))
        return redirect(_back(request))
    done, skipped = verify_many(chosen, by=request.user)
    if done:
        text = ngettext("Verified: %(count)s value.", "Verified: %(count)s values.", len(done))
        messages.success(request, text % {"count": len(done)})
    for value, reason in skipped:
        messages.warning(request, f"{value.observation.indicator.code}: {reason}")
    return redirect(_back(request))


def _return_one(request):
    pk = request.POST["return"]
    value = next(iter(_chosen([pk])), None)
    if value is None:
        raise Http404
    reason = request.POST.get("reason", "")
    try:
        return_value(value, reason, by=request.user)
    except PermissionDenied:
        messages.warning(request, _("You entered this value, so another person verifies it."))
    except ReasonMissing as refusal:
        return _queue_page(request, errors={value.pk: str(refusal)}, typed={value.pk: reason}, status=422)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Returned. The author is being told by e-mail."))
    return redirect(_back(request))


def _chosen(texts):
    """The values of these identifiers that are there; what is not a number names none."""
    ids = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 18]
    return list(IndicatorValue.objects.with_subject().filter(pk__in=ids).order_by("pk"))


def _back(request):
    query = request.GET.urlencode()
    return f"{reverse('verification')}?{query}" if query else reverse("verification")
