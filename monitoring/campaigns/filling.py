"""A supplier fills its rows: drafts, "no data, because ...", or nothing; whole pages or one row."""

from dataclasses import dataclass, field, replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from metropolis.ui.dates import clock
from metropolis.ui.numbers import format_decimal
from monitoring.values.entry import NUMBERS, TYPED, discard_drafts, save_drafts
from monitoring.values.forms import Answer, Mistyped, Typed, read_answer
from monitoring.values.locking import locked_text
from monitoring.values.models import IndicatorValue
from monitoring.values.plausibility import questions
from monitoring.values.refusals import WrongState

from .models import DueValue, Submission
from .permissions import can_enter
from .rows import Row, load_rows


@dataclass
class Filled:
    """What became of the answers: rows that were saved, and sentences for those that were not."""

    rows: dict[int, Row] = field(default_factory=dict)
    saved: set[int] = field(default_factory=set)
    errors: dict[int, dict[str, str]] = field(default_factory=dict)
    stale: dict[int, str] = field(default_factory=dict)


@dataclass
class _Sorted:
    """Understood answers by what has to be done with them."""

    values: list[tuple[Row, Typed]] = field(default_factory=list)
    others: list[tuple[Row, Typed]] = field(default_factory=list)


@transaction.atomic
def fill(submission: Submission, answers: dict[int, Answer], *, by, read_back: bool = True) -> Filled:
    """Save the answers (by row) that are understood and not stale; the rest is left as it was.

    Refuses all of them when a row is not of this submission. `read_back` false leaves the rows of the
    result as they were before, for whoever shows none of them.
    """
    submission = take(submission, by)
    return fill_taken(submission, answers, by=by, read_back=read_back)


def fill_taken(
    submission: Submission, answers: dict[int, Answer], *, by=None, link=None, read_back: bool = True
) -> Filled:
    """The same for a submission that is locked and open to whoever fills it: a person, or a link."""
    rows = {row.due.pk: row for row in load_rows(submission, ids=answers.keys(), lock=True)}
    if rows.keys() != answers.keys():
        raise WrongState(_("The form holds a row that is not part of this campaign. Load the page again."))
    result = Filled(rows=rows)
    todo = _sort(answers, result)
    _save(todo, by, link)
    if submission.state == Submission.State.SUBMITTED and (todo.values or todo.others):
        submission.state = Submission.State.OPEN  # data that came later have to be sent as well
        submission.save(update_fields=["state"])
    result.saved = {row.due.pk for row, _typed in (*todo.values, *todo.others)}
    if result.saved and read_back:
        result.rows = {row.due.pk: row for row in load_rows(submission, ids=answers.keys())}
    return result


def take(submission: Submission, by) -> Submission:
    """The submission under lock, if the person may enter into it."""
    submission = Submission.objects.select_for_update(of=("self",)).with_supplier().get(pk=submission.pk)
    if not can_enter(by, submission):
        raise PermissionDenied
    return submission


def _sort(answers, result):
    """Understand the answers; what cannot be saved goes into the result with its sentence."""
    todo = _Sorted()
    for pk, answer in answers.items():
        row = result.rows[pk]
        try:
            typed = _without_stale_explanation(read_answer(answer, row.indicator), row)
            typed = replace(typed, proposed=_is_still_proposed(row, typed, answer))
        except Mistyped as fault:
            result.errors[pk] = fault.errors
            continue
        if _unchanged(row, typed):
            continue
        if row.locked:
            result.errors[pk] = {"value": locked_text()}
        elif not row.editable:
            result.errors[pk] = {"value": _("This value has already been sent and cannot be changed here.")}
        elif answer.token != row.token:
            result.stale[pk] = theirs(row)
        else:
            (todo.others if typed.value is None else todo.values).append((row, typed))
    return todo


def understand(answer: Answer, row: Row) -> tuple[Typed, bool]:
    """What `fill` would save of an answer, and whether the row says it already. Raises `Mistyped`."""
    typed = _without_stale_explanation(read_answer(answer, row.indicator), row)
    return typed, _unchanged(row, typed)


def _without_stale_explanation(typed, row):
    """Without the answer to a question that the value no longer raises: it would become public."""
    if not typed.explanation or typed.value is None:
        return typed
    asked = questions(typed.value, row.expected)
    return typed if asked else replace(typed, explanation="")


def _is_still_proposed(row, typed, answer):
    """A proposal stays one until somebody confirms it or writes another number: saving the page does not."""
    latest = row.latest
    if latest is None or not latest.proposed or answer.confirm:
        return False
    return all(getattr(latest, name) == getattr(typed, name) for name in NUMBERS)


def _unchanged(row, typed):
    """Whether the answer says what the row says already; a page that was left alone changes nothing."""
    if typed.reason != row.due.no_data_reason:
        return False
    if row.latest is None or row.due.no_data_reason:
        return typed.value is None
    return all(getattr(row.latest, name) == getattr(typed, name) for name in TYPED)


def theirs(row: Row) -> str:
    """What stands there now, by whom and since when."""
    if row.due.no_data_reason:
        return _("In the meantime somebody wrote: no data, because %(reason)s.") % {
            "reason": row.due.no_data_reason.rstrip(".")
        }
    if row.latest is None or row.latest.state != IndicatorValue.State.DRAFT:
        return _("In the meantime somebody emptied this row.")
    return _("In the meantime %(name)s saved %(value)s here (%(time)s).") % {
        "name": row.latest.entered_by,
        "value": format_decimal(row.latest.value),
        "time": clock(row.latest.updated_at),
    }


def _save(todo, by, link):
    save_drafts([(row.due.observation, row.latest, typed) for row, typed in todo.values], by=by, link=link)
    discard_drafts([row.latest for row, _typed in todo.others if row.latest])
    changed = []
    for row, typed in (*todo.values, *todo.others):
        if row.due.no_data_reason != typed.reason:
            row.due.no_data_reason = typed.reason
            changed.append(row.due)
    DueValue.objects.bulk_update(changed, ["no_data_reason"], batch_size=100)


def last_saved_at(rows: list[Row]):
    """When a draft of these rows was last saved; None when nothing is there."""
    moments = [row.latest.updated_at for row in rows if row.latest and row.latest.state == "draft"]
    return max(moments, default=None, key=timezone.localtime)
