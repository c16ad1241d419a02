"""Pages on which a supplier answers a campaign: enter, check, send."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from forums.models import TeamMember
from metropolis.ui.dates import clock, short_date
from monitoring.values.naming import period_name
from monitoring.values.refusals import ReasonMissing, Refused

from . import presentation
from .actions import action_lines
from .filling import fill, last_saved_at
from .forms import UnknownRow, error_links, lines_of, posted_answers
from .models import Campaign, Submission
from .permissions import can_manage, can_submit
from .progress import tasks_of
from .rest import answer_no_data, propose_last_values, withdraw_proposals
from .rows import RowState, load_rows
from .submitting import NotReady, readiness, submit

PAGE_SIZE = 50
CHECK_SIZE = 100
MISSING_SHOWN = 20


@login_required
@require_safe
def campaign_list(request):
    """Campaigns that ask the person for something; for the Office all of them, with counts."""
    if can_manage(request.user):
        campaigns = presentation.campaign_lines(Campaign.objects.all())
        context = {"campaigns": campaigns, "nav": "tasks", "crumbs": _list_crumbs()}
        return render(request, "monitoring/campaigns/list_office.html", context)
    tasks = tasks_of(Submission.objects.visible_to(request.user))
    context = {
        "tasks": tasks,
        "nav": "tasks",
        "crumbs": _list_crumbs(),
        "indicators_url": reverse("indicator_list"),
    }
    return render(request, "monitoring/campaigns/list.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_entry(request, slug, supplier):
    """One page with everything that is due from a supplier; a script may save single rows."""
    submission = visible_submission(request, slug, supplier)
    if request.method != "POST":
        return _entry_page(request, submission)
    if request.headers.get("Accept", "").startswith("application/json"):
        return _save_row(request, submission)
    return _save_page(request, submission)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_check(request, slug, supplier):
    """Check the answers; the coordinator sends them from here."""
    submission = visible_submission(request, slug, supplier)
    if request.method == "POST":
        return _send(request, submission)
    return _check_page(request, submission)


@login_required
@require_safe
def campaign_sent(request, slug, supplier):
    """What was sent, and what happens next."""
    submission = visible_submission(request, slug, supplier)
    if submission.state != Submission.State.SUBMITTED:
        return redirect(submission.address())
    rows = load_rows(submission)
    context = _context(submission, rows, (_("The data were sent"), None)) | presentation.sent_counts(rows)
    return render(request, "monitoring/campaigns/sent.html", context)


def _list_crumbs():
    return presentation.crumbs((_("Reporting campaigns"), None))


def visible_submission(request, slug, supplier):
    """The submission at an address, if the person may see it."""
    visible = Submission.objects.visible_to(request.user).of_supplier(supplier)
    return get_object_or_404(visible.with_supplier(), campaign__slug=slug)


def _by_place(rows):
    """Whether rows are told apart by their municipality: the Office answers for all of them."""
    return len({row.municipality for row in rows}) > 1


def _context(submission, rows, *further, whole=False):
    actions = action_lines(submission, whole=whole)
    ready = readiness(rows, actions)
    answers = [*rows, *actions]
    return {
        "nav": "tasks",
        "crumbs": presentation.submission_crumbs(submission, *further),
        "editable": any(one.editable for one in answers),
        "by_place": _by_place(rows),
        "locked": any(row.locked for row in rows),
        "returned": any(one.state == RowState.RETURNED for one in answers),
        "waiting": any(one.state == RowState.SENT for one in answers),
        "actions": actions,
        "submission": submission,
        "campaign": submission.campaign,
        "period": period_name(submission.campaign.period),
        "ready": ready,
    }


def _entry_page(request, submission, *, filled=None, answers=None, refusal="", refused="entry", status=200):
    rows = load_rows(submission)
    page = presentation.page_of(rows, PAGE_SIZE, request.GET)
    lines = lines_of(page.object_list, filled, answers)
    errors = error_links(lines) + ([(refused, refusal)] if refusal else [])
    context = _context(submission, rows)
    context |= {
        "page": page,
        "groups": presentation.grouped(lines, by_place=context["by_place"]),
        "progress": presentation.progress_sentence(context["ready"]),
        "rest": presentation.rest_of(rows),
        "check_url": submission.address("campaign_check"),
        "errors": errors,
        "refused": refused,
        "saved_some": bool(filled and filled.saved),
        "saved_at": last_saved_at(rows),
        "links_url": submission.address("campaign_links") if can_submit(request.user, submission) else "",
    }
    return render(request, "monitoring/campaigns/entry.html", context, status=status)


def _save_page(request, submission):
    """Save what is understood; everything typed stays on the page when something is not."""
    try:
        answers = presentation.with_unchanged(
            posted_answers(request.POST), request.POST.get("same"), submission
        )
        filled = fill(submission, answers, by=request.user)
    except UnknownRow:
        text = _("The form holds a row that is not part of this campaign. Load the page again.")
        return _entry_page(request, submission, refusal=text, status=422)
    except Refused as refusal:
        return _entry_page(request, submission, refusal=str(refusal), status=422)
    if filled.errors or filled.stale:
        return _entry_page(request, submission, filled=filled, answers=answers, status=422)
    if "check" in request.POST:
        return redirect(submission.address("campaign_check"))
    try:
        sentence = _rest_sentence(request, submission) or _saved_sentence(len(filled.saved))
    except ReasonMissing as refusal:
        return _entry_page(request, submission, refusal=str(refusal), refused="rest-reason", status=422)
    messages.success(request, sentence)
    return redirect(f"{submission.address()}{presentation.place_on_page(request)}")


def _rest_sentence(request, submission):
    """What was done with all remaining rows; empty when nothing of that was asked for."""
    deed, by = request.POST.get("rest"), request.user
    if deed == "propose":
        count = propose_last_values(submission, by=by)
        text = ngettext(
            "Proposed: %(count)s value. Confirm it or change it; until then it is not sent.",
            "Proposed: %(count)s values. Confirm or change each; until then they are not sent.",
            count,
        )
    elif deed == "withdraw":
        count = withdraw_proposals(submission, by=by)
        text = ngettext("Withdrawn: %(count)s proposal.", "Withdrawn: %(count)s proposals.", count)
    elif deed == "no_data":
        count = answer_no_data(submission, request.POST.get("rest-reason", ""), by=by)
        text = ngettext("“No data” in %(count)s row.", "“No data” in %(count)s rows.", count)
    else:
        return ""
    return text % {"count": count}


def _saved_sentence(count):
    if not count:
        return _("Nothing has changed since the last save.")
    return ngettext("Saved: %(count)s answer.", "Saved: %(count)s answers.", count) % {"count": count}


def _save_row(request, submission):
    """The answer to the script: the state of the row, in the words of the page."""
    try:
        answers = posted_answers(request.POST)
        filled = fill(submission, answers, by=request.user)
    except UnknownRow as fault:
        raise Http404 from fault
    except Refused as refusal:
        return JsonResponse({"refusal": str(refusal)}, status=409)
    answered, rows = list(filled.rows.values()), load_rows(submission)
    lines = lines_of(answered, filled, answers)
    ready = readiness(rows, action_lines(submission))
    return JsonResponse(
        {
            "rows": {line.pk: presentation.line_json(line) for line in lines},
            "done": ready.done,
            "total": ready.total,
            "progress": presentation.progress_bar(ready),
            "related": presentation.related_json(rows, answered),
            "unsaved": presentation.unsaved_sentence(lines),
            "saved": _("Saved at %(time)s") % {"time": clock(presentation.now())} if filled.saved else "",
        }
    )


def _check_page(request, submission, *, refusal="", status=200):
    rows = load_rows(submission)
    context = _context(submission, rows, (_("Check your answers"), None), whole=True)
    page = Paginator(rows, CHECK_SIZE).get_page(request.GET.get("page"))
    missing = presentation.missing_links(rows, by_place=context["by_place"])
    missing += presentation.missing_actions(context["actions"])
    context |= {
        "rows": page.object_list,
        "page": page,
        "missing_more": max(len(missing) - MISSING_SHOWN, 0),
        "may_send": can_submit(request.user, submission),
        "coordinators": _coordinators(submission),
        "is_sent": submission.state == Submission.State.SUBMITTED,
        "missing": missing[:MISSING_SHOWN],
        "errors": [("missing", refusal)] if refusal else [],
        "refusal": refusal,
    }
    return render(request, "monitoring/campaigns/check.html", context, status=status)


def _send(request, submission):
    try:
        sent = submit(submission, by=request.user)
    except NotReady as fault:
        return _check_page(request, submission, refusal=str(fault), status=422)
    except Refused as refusal:
        return _check_page(request, submission, refusal=str(refusal), status=409)
    except PermissionDenied:
        text = _("The coordinator of the team sends the data.")
        return _check_page(request, submission, refusal=text, status=403)
    if not sent:
        messages.info(request, _already_sent(submission))
    return redirect(submission.address("campaign_sent"))


def _already_sent(submission):
    """Who has sent it before, and when: a second click changes nothing."""
    submission.refresh_from_db()
    return _("These data were sent already: %(date)s at %(time)s. Nothing has changed.") % {
        "date": short_date(submission.submitted_at),
        "time": clock(submission.submitted_at),
    }


def _coordinators(submission):
    """Who can send for the team today."""
    if submission.team_id is None:
        return []
    seats = TeamMember.objects.valid_on(presentation.now().date()).filter(
        team=submission.team_id, role=TeamMember.Role.COORDINATOR, user__is_active=True
    )
    return [seat.user for seat in seats.select_related("user")]
