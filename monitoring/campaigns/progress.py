"""How far campaigns and submissions are, counted for lists in constant queries."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from forums.models import TeamMember
from monitoring.values.models import IndicatorValue
from monitoring.values.naming import period_name

from .actions import action_states
from .models import Campaign, DueValue, Submission
from .rows import UNANSWERED, RowState, row_state

_LABELS = {
    "todo": pgettext_lazy("state of a task", "To do"),
    "progress": pgettext_lazy("state of a task", "In progress"),
    "problem": pgettext_lazy("state of a task", "To correct"),
    "done": pgettext_lazy("state of a task", "Sent"),
}


@dataclass(frozen=True)
class ActionCounts:
    """How many reports on actions a supplier owes; each number is part of the one before."""

    due: int = 0
    answered: int = 0
    sent: int = 0
    accepted: int = 0

    @classmethod
    def of(cls, states: list[RowState]) -> "ActionCounts":
        """The counts of these states."""
        accepted = states.count(RowState.VERIFIED)
        answered = sum(state not in UNANSWERED for state in states)
        return cls(len(states), answered, states.count(RowState.SENT) + accepted, accepted)


@dataclass(frozen=True)
class Task:
    """A submission as a line of somebody's task list. The numbers are of values and actions together."""

    submission: Submission
    done: int
    total: int
    returned: int
    actions: ActionCounts = ActionCounts()

    @property
    def campaign(self) -> Campaign:
        return self.submission.campaign

    @property
    def is_sent(self) -> bool:
        return self.submission.state == Submission.State.SUBMITTED

    @property
    def state(self) -> str:
        """todo, progress, problem (values came back) or done."""
        if self.returned:
            return "problem"
        if self.is_sent:
            return "done"
        return "progress" if self.done else "todo"

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(_LABELS[self.state])

    @property
    def period(self) -> str:
        return period_name(self.campaign.period)

    @property
    def is_overdue(self) -> bool:
        return self.campaign.is_overdue and not self.is_sent


def tasks_of(submissions) -> list[Task]:
    """Submissions with counts of answered rows and actions, the nearest deadline first, sent ones last."""
    submissions = list(submissions.with_supplier())
    rows, actions = _row_counts(submissions), action_states(submissions)
    tasks = [_task(one, rows[one.pk], actions.get(one.pk, [])) for one in submissions]
    return sorted(tasks, key=lambda task: (task.is_sent, task.campaign.deadline, task.submission.pk))


def with_owners(tasks: list[Task]) -> list[tuple[Task, list]]:
    """Tasks with the seats of those who owe them today, the coordinator first; one query."""
    seats = TeamMember.objects.valid_on(timezone.localdate()).filter(
        team__in=[task.submission.team_id for task in tasks if task.submission.team_id], user__is_active=True
    )
    by_team = defaultdict(list)
    for seat in seats.select_related("user").order_by("role", "user__name"):
        by_team[seat.team_id].append(seat)
    return [(task, by_team[task.submission.team_id]) for task in tasks]


def _task(submission, rows, actions):
    counts = rows + Counter(actions)
    answered = sum(count for state, count in counts.items() if state not in UNANSWERED)
    returned = counts[RowState.RETURNED]
    return Task(submission, answered, counts.total(), returned, ActionCounts.of(actions))


def _row_counts(submissions) -> dict[int, Counter[RowState]]:
    """How many rows are in which state, by submission; the database counts them, for they are thousands."""
    latest = (
        IndicatorValue.objects.standing()
        .filter(observation=OuterRef("observation"), proposed=False)
        .order_by("-revision")
        .values("state")[:1]
    )
    rows = DueValue.objects.filter(submission__in=submissions).annotate(value_state=Subquery(latest))
    counts = defaultdict(Counter)
    for submission, reason, state, count in rows.values_list(
        "submission", "no_data_reason", "value_state"
    ).annotate(Count("pk")):
        counts[submission][row_state(state, reason)] += count
    return counts
