"""The Office's queue of reports on actions, and all revisions of one."""

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
from monitoring.values.naming import period_name
from monitoring.values.refusals import ReasonMissing, Refused

from .correction import obstacle
from .deciding import accept_many, return_report
from .due import reported_actions
from .locking import is_locked
from .models import ActionProgress, ProgressRevision
from .permissions import can_enter, can_see_history
from .queue import items_of, waiting_reports
from .subjects import subject_of

PAGE_SIZE = 30


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def progress_queue(request):
    """Reports that wait for the Office: accept one or several, return one with a reason."""
    if not is_office(request.user):
        raise Http404
    if request.method == "POST":
        return _return_one(request) if "return" in request.POST else _accept_some(request)
    return _queue_page(request)


@login_required
@require_safe
def progress_history(request, pk):
    """All revisions of what was said of an action in a period, with authors, decisions and reasons."""
    if not can_see_history(request.user):
        raise Http404
    key = get_object_or_404(ActionProgress.objects.select_related("action__plan"), pk=pk)
    revisions = key.revisions.visible_to(request.user).select_related("author", "decided_by").with_parts()
    action_url = reverse("plan_action", args=[key.action.plan.slug, key.action.code])
    subject = subject_of(key.action, key.period)
    context = {
        "nav": "plans",
        "key": key,
        "is_locked": is_locked(key.period),
        "may_correct": _may_correct(request.user, subject),
        "period": period_name(key.period),
        "revisions": revisions.order_by("-revision"),
        "action_url": action_url,
        "crumbs": [
            (_("Action plans"), reverse("plan_list")),
            (key.action.plan.name, reverse("plan", args=[key.action.plan.slug])),
            (str(key.action), action_url),
            (_("History of a report"), None),
        ],
    }
    return render(request, "monitoring/progress/history.html", context)


def _may_correct(user, subject):
    owed = reported_actions().filter(pk=subject.action.pk).exists()
    return owed and can_enter(user, subject.action) and not obstacle(subject)


def _queue_page(request, *, errors=None, typed=None, status=200):
    page = Paginator(waiting_reports(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "nav": "tasks",
        "page": page,
        "items": items_of(page.object_list, user=request.user, errors=errors, typed=typed),
        "crumbs": [(_("My tasks"), reverse("tasks")), (_("Reports on actions to accept"), None)],
        "campaigns_url": reverse("campaign_list"),
        "error_links": [(f"reason-{pk}", text) for pk, text in (errors or {}).items()],
    }
    return render(request, "monitoring/progress/queue.html", context, status=status)


def _accept_some(request):
    chosen = _chosen(request.POST.getlist("report"))
    if not chosen:
        messages.warning(request, _("Choose at least one report."))
        return redirect(_back(request))
    done, skipped = accept_many(chosen, by=request.user)
    if done:
        text = ngettext("Accepted: %(count)s report.", "Accepted: %(count)s reports.", len(done))
        messages.success(request, text % {"count": len(done)})
    for revision, reason in skipped:
        messages.warning(request, f"{revision.progress.action.code}: {reason}")
    return redirect(_back(request))


def _return_one(request):
    revision = next(iter(_chosen([request.POST["return"]])), None)
    if revision is None:
        raise Http404
    reason = request.POST.get("reason", "")
    try:
        return_report(revision, reason, by=request.user)
    except PermissionDenied:
        messages.warning(request, _("You entered this report, so another person accepts it."))
    except ReasonMissing as refusal:
        errors, typed = {revision.pk: str(refusal)}, {revision.pk: reason}
        return _queue_page(request, errors=errors, typed=typed, status=422)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Returned. The author is being told by e-mail."))
    return redirect(_back(request))


def _chosen(texts):
    """The reports of these identifiers that are there; what is not a number names none."""
    ids = [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 18]
    return list(ProgressRevision.objects.with_subject().filter(pk__in=ids).order_by("pk"))


def _back(request):
    query = request.GET.urlencode()
    return f"{reverse('progress_queue')}?{query}" if query else reverse("progress_queue")
