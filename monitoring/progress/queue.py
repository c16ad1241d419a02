"""The queue of the Office: reports on actions with what helps to decide about them."""

from dataclasses import dataclass

from django.db.models import Case, Value, When

from monitoring.values.locking import is_covered, locks_in_force
from monitoring.values.naming import period_name
from strategy.indicators.periods import Period
from strategy.models import Action

from .answers import questions
from .models import ActionProgress, ProgressRevision
from .permissions import can_decide
from .subjects import answer_of, planned_of, with_plan


@dataclass(frozen=True)
class Item:
    """A report that waits for a decision, with the accepted one of the period before."""

    revision: ProgressRevision
    before: ProgressRevision | None
    questions: list[str]
    may_decide: bool
    error: str = ""
    typed: str = ""
    is_locked: bool = False

    @property
    def action(self) -> Action:
        return self.revision.progress.action

    @property
    def period(self) -> str:
        return period_name(self.revision.progress.period)


def waiting_reports(user):
    """Reports to decide about, the oldest first; what the person entered comes last."""
    own_last = Case(When(author=user, then=Value(1)), default=Value(0))
    return ProgressRevision.objects.waiting().with_subject().order_by(own_last, "submitted_at", "pk")


def items_of(revisions, *, user, errors=None, typed=None) -> list[Item]:
    """The reports with their past and their questions; a constant number of queries."""
    revisions = list(revisions.with_parts())
    keys = {row.progress.action_id for row in revisions}
    plans = {action.pk: planned_of(action) for action in with_plan(Action.objects.filter(pk__in=keys))}
    past = ActionProgress.objects.accepted().filter(action__in=keys).select_related("current")
    locks = locks_in_force()
    past = list(past.prefetch_related("current__milestones", "current__spending__source"))
    return [
        Item(
            revision=row,
            before=_before(row, past),
            questions=questions(answer_of(row), plans[row.progress.action_id]),
            may_decide=can_decide(user, row) and not _is_locked(row, locks),
            is_locked=_is_locked(row, locks),
            error=(errors or {}).get(row.pk, ""),
            typed=(typed or {}).get(row.pk, ""),
        )
        for row in revisions
    ]


def _is_locked(row, locks):
    """Whether the lock of the period keeps it from being decided about."""
    return not row.correction_reason and is_covered(Period.parse(row.progress.period), locks)


def _before(row, past):
    """The accepted report of the nearest earlier period."""
    own = row.progress
    earlier = [
        key.current for key in past if key.action_id == own.action_id and key.period_end < own.period_end
    ]
    return earlier[-1] if earlier else None
