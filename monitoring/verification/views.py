"""The Office decides about values: one by one, several at once, or all that match."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from forums.bodies.permissions import is_office
from monitoring.values.refusals import ReasonMissing, Refused
from monitoring.values.verification import return_many, return_value, verify_many

from .bulk import chosen, keep_result, kept_result, plan_for
from .filters import Filters, choices
from .lines import LineWriter
from .queue import items_of, waiting_keys

PAGE_SIZE = 50


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verification(request):
    """The queue of values that wait for the Office; one, or several at once."""
    _only_office(request)
    if request.method != "POST":
        return _queue_page(request)
    if "return" in request.POST:
        return _return_one(request)
    return _return_some(request) if "return_ticked" in request.POST else _verify_some(request)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verification_all(request):
    """Before "all that match" are verified: what will change; then it is done."""
    _only_office(request)
    filters = Filters.of(request.GET)
    if request.method == "POST":
        done, skipped = verify_many(chosen(request.POST.get("values", "").split(",")), by=request.user)
        keep_result(request, "verify", done, skipped)
        return redirect("verification_result")
    context = {
        "nav": "tasks",
        "plan": plan_for(request.user, filters),
        "narrowed": [one for one in choices(filters) if one.chosen],
        "back": _queue_address(filters.query),
        "crumbs": _crumbs(_("Verify all that match")),
    }
    return render(request, "monitoring/verification/all.html", context)


@login_required
@never_cache
@require_safe
def verification_result(request):
    """What became of each value of the last decision: done, or skipped with the reason."""
    _only_office(request)
    context = {"nav": "tasks", "result": kept_result(request), "crumbs": _crumbs(_("Result"))}
    return render(request, "monitoring/verification/result.html", context)


def _only_office(request):
    if not is_office(request.user):
        raise Http404


def _crumbs(last):
    return [(_("My tasks"), reverse("tasks")), (_("Values to verify"), reverse("verification")), (last, None)]


def _queue_page(request, *, errors=None, typed=None, refusal="", reason="", status=200):
    filters = Filters.of(request.GET)
    page = Paginator(waiting_keys(request.user, filters), PAGE_SIZE).get_page(request.GET.get("page"))
    items = items_of(page.object_list, user=request.user, errors=errors, typed=typed)
    writer = LineWriter(get_token(request))
    links = [(f"reason-{pk}", text) for pk, text in (errors or {}).items()]
    context = {
        "nav": "tasks",
        "page": page,
        "lines": [writer.html(item) for item in items],
        "crumbs": [(_("My tasks"), reverse("tasks")), (_("Values to verify"), None)],
        "campaigns_url": reverse("campaign_list"),
        "page_query": filters.query,
        "choices": choices(filters),
        "refusal": refusal,
        "reason": reason,
        "error_links": links + ([("reason-ticked", refusal)] if refusal else []),
    }
    return render(request, "monitoring/verification/queue.html", context, status=status)


def _verify_some(request):
    values = chosen(request.POST.getlist("value"))
    if not values and not _wants_json(request):
        messages.warning(request, _("Choose at least one value."))
        return redirect(_back(request))
    return _answer(request, "verify", *verify_many(values, by=request.user))


def _return_some(request):
    values, reason = chosen(request.POST.getlist("value")), request.POST.get("reason", "")
    if not values:
        messages.warning(request, _("Choose at least one value."))
        return redirect(_back(request))
    try:
        return _answer(request, "return", *return_many(values, reason, by=request.user))
    except ReasonMissing as refusal:
        return _queue_page(request, refusal=str(refusal), reason=reason, status=422)


def _return_one(request):
    value = next(iter(chosen([request.POST["return"]])), None)
    if value is None:
        raise Http404
    reason = request.POST.get("reason", "")
    try:
        return_value(value, reason, by=request.user)
    except ReasonMissing as refusal:
        if _wants_json(request):
            return JsonResponse({"error": str(refusal)}, status=422)
        return _queue_page(request, errors={value.pk: str(refusal)}, typed={value.pk: reason}, status=422)
    except PermissionDenied:
        return _answer(
            request, "return", [], [(value, _("You entered this value, so another person verifies it."))]
        )
    except Refused as refusal:
        return _answer(request, "return", [], [(value, str(refusal))])
    return _answer(request, "return", [value], [])


def _answer(request, deed, done, skipped):
    """To the script in its own words; to a browser a sentence, or the list where something was skipped."""
    if _wants_json(request):
        return JsonResponse({
            "done": [value.pk for value in done],
            "text": _done_text(deed, len(done)) if done else "",
            "skipped": {value.pk: reason for value, reason in skipped},
        })  # fmt: skip
    if len(done) + len(skipped) > 1 and skipped:
        keep_result(request, deed, done, skipped)
        return redirect("verification_result")
    if done:
        messages.success(request, _done_text(deed, len(done)))
    for value, reason in skipped:
        messages.warning(request, f"{value.observation.indicator.code}: {reason}")
    return redirect(_back(request))


def _done_text(deed, count):
    if deed == "verify":
        text = ngettext("Verified: %(count)s value.", "Verified: %(count)s values.", count)
    elif count == 1:
        return _("Returned. The author is being told by e-mail.")
    else:
        text = ngettext("Returned: %(count)s value.", "Returned: %(count)s values.", count)
    return text % {"count": count}


def _wants_json(request):
    return request.headers.get("Accept", "").startswith("application/json")


def _back(request):
    return _queue_address(request.GET.urlencode())


def _queue_address(query):
    return f"{reverse('verification')}?{query}" if query else reverse("verification")
