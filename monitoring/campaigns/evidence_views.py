"""The evidence files of one row: added and deleted while the row can be answered."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from monitoring.values.evidence import add_file, remove_file
from monitoring.values.evidence_checks import NotEvidence
from monitoring.values.refusals import Refused, WrongState

from .filling import take
from .presentation import submission_crumbs
from .rows import load_rows
from .views import visible_submission


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_evidence(request, slug, supplier, row):
    """The files of a row; a POST adds some or deletes one."""
    submission = visible_submission(request, slug, supplier)
    asked = _row(submission, row)
    if request.method != "POST":
        return _page(request, submission, asked)
    try:
        deed = _remove if "remove" in request.POST else _add
        return deed(request, submission, asked)
    except Refused as refusal:
        return _page(request, submission, _row(submission, row), faults=[("", str(refusal))], status=409)


def _row(submission, pk):
    rows = load_rows(submission, ids=[pk])
    if not rows:
        raise Http404
    return rows[0]


def _add(request, submission, row):
    uploads = request.FILES.getlist("files")
    if not uploads:
        return _page(request, submission, row, faults=[("files", _("Choose at least one file."))], status=422)
    faults, added = [], 0
    for upload in uploads:
        try:
            _add_one(request, submission, row, upload)
            added += 1
        except NotEvidence as fault:
            faults.append(("files", f"{upload.name}: {fault}"))
    text = ngettext("Added: %(count)s file.", "Added: %(count)s files.", added) % {"count": added}
    if faults:
        now = _row(submission, row.due.pk)
        return _page(request, submission, now, faults=faults, added=text if added else "", status=422)
    messages.success(request, text)
    return redirect(row.evidence_address)


@transaction.atomic
def _add_one(request, submission, row, upload):
    """Under the submission's lock: a row that is being sent takes no more files."""
    _check_open(take(submission, request.user), row)
    add_file(row.due.observation, upload, by=request.user)


@transaction.atomic
def _remove(request, submission, row):
    _check_open(take(submission, request.user), row)
    evidence = next((one for one in row.evidence if str(one.pk) == request.POST["remove"]), None)
    if evidence is None:
        raise Http404
    remove_file(evidence)
    messages.success(request, _("Deleted: %(name)s.") % {"name": evidence.name})
    return redirect(row.evidence_address)


def _check_open(submission, row):
    [now] = load_rows(submission, ids=[row.due.pk], lock=True)
    if not now.editable:
        raise WrongState(_("This value has already been sent and cannot be changed here."))


def _page(request, submission, row, *, faults=(), added="", status=200):
    context = {
        "nav": "tasks",
        "crumbs": submission_crumbs(submission, (_("Evidence files"), None)),
        "submission": submission,
        "row": row,
        "errors": list(faults),
        "added": added,
        "limit": settings.EVIDENCE_MAX_MB,
        "back": row.address,
    }
    return render(request, "monitoring/campaigns/evidence.html", context, status=status)
