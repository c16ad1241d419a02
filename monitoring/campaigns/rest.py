"""What is done with all remaining rows at once. A proposal is a draft that nobody has confirmed; it waits."""

from django.db import transaction
from django.utils.translation import gettext as _

from monitoring.values.entry import discard_drafts, save_drafts
from monitoring.values.forms import Answer, Typed
from monitoring.values.refusals import ReasonMissing

from .filling import fill, take
from .models import Submission
from .rows import Row, RowState, load_rows


@transaction.atomic
def propose_last_values(submission: Submission, *, by) -> int:
    """Put the last value into each empty row as a proposal; a person confirms each. Returns how many."""
    submission = take(submission, by)
    rows = [row for row in _empty_rows(submission) if row.can_repeat]
    save_drafts([(row.due.observation, None, _proposal(row)) for row in rows], by=by)
    return len(rows)


@transaction.atomic
def withdraw_proposals(submission: Submission, *, by) -> int:
    """Empty the rows whose proposals nobody has confirmed; returns how many."""
    submission = take(submission, by)
    rows = load_rows(submission, lock=True)
    drafts = [row.latest for row in rows if row.state == RowState.PROPOSED]
    discard_drafts(drafts)
    return len(drafts)


@transaction.atomic
def answer_no_data(submission: Submission, reason: str, *, by) -> int:
    """Say of each empty row that there are no data, and why; returns of how many."""
    if not reason.strip():
        raise ReasonMissing(_("Write in one sentence why there are no data."))
    submission = take(submission, by)
    answers = {row.due.pk: Answer(reason=reason, token=row.token) for row in _empty_rows(submission)}
    filled = fill(submission, answers, by=by)
    if filled.errors:
        raise ReasonMissing(next(iter(filled.errors.values()))["reason"])
    return len(filled.saved)


def _empty_rows(submission) -> list[Row]:
    rows = load_rows(submission, lock=True)
    return [row for row in rows if row.state == RowState.TODO and row.editable]


def _proposal(row):
    past = row.past
    numbers = {"value": past.value, "numerator": past.numerator, "denominator": past.denominator}
    return Typed(**numbers, source=past.source or row.indicator.data_source, proposed=True)
