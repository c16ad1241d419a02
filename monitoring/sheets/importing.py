"""A file from its arrival to its confirmation: nothing is saved before, and then all of it or nothing."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from metropolis.documents.tables.guards import CSV, NotReadable, bytes_of, kind_of, unpacked_size
from metropolis.documents.tables.reading import read_tables
from monitoring.campaigns.filling import fill
from monitoring.campaigns.models import Submission
from monitoring.values.forms import Answer
from monitoring.values.refusals import Refused, WrongState

from .locating import Table, locate, mapping_of, missing_columns
from .models import SheetUpload
from .planning import Plan, plan_import
from .scope import Scope

State = SheetUpload.State
Tell = Callable[[int, int], None]
# Above this the work is a job with a page of its own: a thousand or two rows of a workbook.
LARGE_BYTES = 2_000_000


class Changed(Refused):
    """Somebody has changed a row since the preview."""


def keep_upload(scope: Scope, upload, *, by) -> SheetUpload:
    """Look whether the file may be opened, and keep it. Raises NotReadable.

    Earlier files of the same person that were not confirmed are dropped.
    """
    data = bytes_of(upload)
    kind = kind_of(data)
    SheetUpload.objects.of_scope(scope).filter(user=by).exclude(state=State.SAVED).delete()
    return SheetUpload.objects.create(
        campaign=scope.campaign,
        submission=scope.submission,
        user=by,
        file_name=str(upload.name or "")[-200:],
        data=data,
        kind=kind,
    )


def is_large(upload: SheetUpload) -> bool:
    """Whether reading it takes longer than a person waits for a page."""
    data = bytes(upload.data)
    return (len(data) if upload.kind == CSV else unpacked_size(data)) > LARGE_BYTES


def read_upload(upload: SheetUpload) -> None:
    """Find the table in the file. Raises NotReadable, and keeps the reason with the file."""
    try:
        tables = read_tables(bytes(upload.data))
        table = locate(tables.sheets)
    except NotReadable as fault:
        upload.state, upload.problem, upload.data = State.FAILED, fault.message, b""
        upload.save(update_fields=["state", "problem", "data"])
        raise
    upload.dialect = asdict(tables.dialect) if tables.dialect else {}
    upload.table, upload.mapping = table.to_json(), mapping_of(table.heading)
    upload.save(update_fields=["dialect", "table", "mapping"])


def scope_of(upload: SheetUpload) -> Scope:
    """The rows that the file is about."""
    if upload.submission_id is None:
        return Scope(upload.campaign)
    submission = Submission.objects.with_supplier().get(pk=upload.submission_id)
    return Scope(submission.campaign, submission)


def prepare(upload: SheetUpload, tell: Tell = lambda done, total: None) -> None:
    """Compare the file with the rows as they are now, and keep what the person is going to see."""
    if missing_columns(upload.mapping):
        plan = Plan(get_language() or "pl")
    else:
        scope = scope_of(upload)
        plan = plan_import(scope, list(scope.rows()), Table(**upload.table), upload.mapping, tell)
    upload.plan, upload.state, upload.problem = plan.to_json(), State.READY, ""
    upload.save(update_fields=["plan", "state", "problem"])


def choose_columns(upload: SheetUpload, mapping: dict[str, str]) -> None:
    """The person says which column is which field."""
    upload.mapping = mapping
    upload.save(update_fields=["mapping"])


def chosen(upload: SheetUpload, take: set[int]) -> list[dict]:
    """The changes of the preview, with those conflicts in which the person takes the value of the file."""
    return [*upload.plan["changes"], *(one for one in upload.plan["conflicts"] if one["pk"] in take)]


@transaction.atomic
def save_upload(upload: SheetUpload, take: set[int], tell: Tell = lambda done, total: None) -> int:
    """Save all that the preview showed, as the person would by typing; returns how many rows.

    Raises Changed where a row says something else by now, or may not be filled in any more.
    """
    upload = SheetUpload.objects.select_for_update(of=("self",)).select_related("user").get(pk=upload.pk)
    if upload.state not in (State.READY, State.SAVING):
        raise WrongState(_("This file was saved before."))
    if upload.plan["faults"]:
        raise WrongState(_("Nothing was saved: the file has errors. Correct them and send it again."))
    changes = chosen(upload, take)
    by_submission: dict[int, dict[int, Answer]] = defaultdict(dict)
    for change in changes:
        by_submission[change["submission"]][change["pk"]] = Answer(**change["answer"])
    submissions = Submission.objects.in_bulk(by_submission)
    for done, (pk, answers) in enumerate(sorted(by_submission.items())):
        filled = fill(submissions[pk], answers, by=upload.user, read_back=False)
        if filled.errors or filled.stale:
            raise Changed(_changed(filled))
        tell(done + 1, len(by_submission))
    _close(upload, len(changes))
    return len(changes)


def _changed(filled) -> str:
    codes = sorted({filled.rows[pk].indicator.code for pk in (*filled.errors, *filled.stale)})
    sentence = _(
        "Somebody has changed these data since the preview: %(codes)s. Nothing was saved. Look at the"
        " differences again."
    )
    return sentence % {"codes": ", ".join(codes[:20])}


def _close(upload: SheetUpload, count: int) -> None:
    """The file has done its work: only its name and the number of rows are left."""
    upload.state, upload.saved_count = State.SAVED, count
    upload.data, upload.table, upload.plan = b"", {}, {}
    upload.save(update_fields=["state", "saved_count", "data", "table", "plan"])


def prune() -> int:
    """Forget files whose time is over; returns how many."""
    return SheetUpload.objects.expired(timezone.now()).delete()[0]
