"""The coordinator or the Office asks people without an account for values, and sees what became of it."""

from allauth.core import ratelimit
from allauth.core.internal.ratelimit import respond_429
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from monitoring.campaigns.models import DueValue, Submission
from monitoring.campaigns.rows import load_rows
from monitoring.values.naming import period_name
from monitoring.values.refusals import Refused

from .asking import revoke, send_again, send_link
from .forms import AgainForm, AskForm
from .models import latest_deadline
from .permissions import can_ask


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_links(request, slug, supplier):
    """Links of a submission: send one, send it again, withdraw it."""
    visible = Submission.objects.visible_to(request.user).of_supplier(supplier)
    submission = get_object_or_404(visible.with_supplier(), campaign__slug=slug)
    if not can_ask(request.user, submission):
        raise Http404
    rows = [row for row in load_rows(submission) if row.editable]
    posted = request.POST if "send" in request.POST else None
    form = AskForm(posted, rows=rows, initial=_initial(request, submission))
    if request.method == "POST":
        sends = "send" in request.POST or "again" in request.POST
        if sends and not ratelimit.consume(request, action="reporter_link", user=request.user):
            return respond_429(request)
        if _did(request, submission, form):
            return redirect(request.path)
    return _page(request, submission, rows, form)


def _did(request, submission, form) -> bool:
    """Do what was asked for; False when the form has to be shown with its faults."""
    try:
        if "send" in request.POST:
            if not form.is_valid():
                return False
            link = send_link(submission, form.cleaned_data.pop("rows"), **form.cleaned_data, by=request.user)
            messages.success(request, _("The link is on its way to %(name)s.") % {"name": link.name})
        elif "again" in request.POST:
            _send_again(request, _one(submission, request.POST["again"]))
        else:
            link = revoke(_one(submission, request.POST.get("revoke", "")), by=request.user)
            messages.success(request, _("The link of %(name)s no longer works.") % {"name": link.name})
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return True


def _send_again(request, link):
    form = AgainForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose a day from today to three months ahead."))
    send_again(link, form.cleaned_data["deadline"], by=request.user)
    messages.success(
        request, _("A new link is on its way to %(name)s; the old one no longer works.") % {"name": link.name}
    )


def _one(submission, text):
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise Http404
    return get_object_or_404(submission.links.all(), pk=int(text))


def _initial(request, submission):
    today = timezone.localdate()
    deadline = min(max(submission.campaign.deadline, today), latest_deadline(today))
    return {"deadline": deadline, "language": "pl", "rows": request.GET.getlist("row")}


def _page(request, submission, rows, form):
    asked = Prefetch("rows", DueValue.objects.select_related("observation__indicator"))
    links = list(submission.links.select_related("made_by").prefetch_related(asked))
    title = _("Values from people without an account")
    entry = _("Data for %(period)s: %(supplier)s") % {
        "period": period_name(submission.campaign.period), "supplier": submission.supplier_name,
    }  # fmt: skip
    context = {
        "nav": "tasks",
        "submission": submission,
        "entry": entry,
        "form": form,
        "rows": rows,
        "by_place": len({row.municipality for row in rows}) > 1,
        "chosen": set(request.POST.getlist("rows") or form.initial["rows"]),
        "links": links,
        "default_deadline": form.initial["deadline"],
        "errors": [(f"id_{name}", text) for name in form.errors for text in form.errors[name]],
        "crumbs": [(_("My tasks"), reverse("tasks")), (entry, submission.address()), (title, None)],
    }
    return render(request, "monitoring/links/links.html", context, status=422 if form.errors else 200)
