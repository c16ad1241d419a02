"""The Office's overview of a campaign: who has answered what, municipality by indicator.

A campaign of 15 municipalities and 200 indicators has 3,000 cells, so rows are read as tuples and
not as objects, and `cells` writes their HTML.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from strategy.indicators.listed import listed_indicators
from strategy.models import Indicator, Municipality

from .cells import CellWriter, headings
from .models import DueValue, Submission
from .progress import ActionCounts, Task
from .rows import RowState, row_state
from .suppliers import TEAMS, Suppliers

FINISHED = (RowState.SENT, RowState.VERIFIED)
PAGE_SIZE = 25


@dataclass
class Line:
    """A municipality (or the metropolis as a whole) with its answers by indicator.

    An answer is a tuple (row, submission, state, number): thousands of them are read for one page.
    """

    name: str
    answers: dict[int, tuple]
    submissions: dict[int, Submission]
    reporter: Task | None = None

    @cached_property
    def submission(self) -> Submission | None:
        """Who owes all of the line; None where several suppliers share it."""
        owed = {submission for _row, submission, _state, _number in self.answers.values()}
        if self.reporter:
            owed.add(self.reporter.submission.pk)
        return self.submissions[owed.pop()] if len(owed) == 1 else None

    @property
    def actions(self) -> ActionCounts:
        """The reports on actions that the place owes."""
        return self.reporter.actions if self.reporter else ActionCounts()

    @property
    def actions_address(self) -> str:
        """Where its reports on actions are."""
        return f"{self.reporter.submission.address()}#actions"

    @cached_property
    def done(self) -> int:
        """How many answers the Office has: sent values, and sent "no data"."""
        return sum([
            state in FINISHED or (state == RowState.NO_DATA and self._is_sent(submission))
            for _row, submission, state, _number in self.answers.values()
        ])  # fmt: skip

    @property
    def total(self) -> int:
        return len(self.answers)

    @property
    def is_late(self) -> bool:
        """Whether a value or a report is still owed after the deadline."""
        return self.is_late_with_values or self.is_late_with_actions

    @property
    def is_late_with_values(self) -> bool:
        owner = self.submission
        return bool(owner) and owner.campaign.is_overdue and self.done < self.total

    @property
    def is_late_with_actions(self) -> bool:
        counts = self.actions
        return counts.sent < counts.due and self.reporter.submission.campaign.is_overdue

    def _is_sent(self, submission):
        return self.submissions[submission].state == Submission.State.SUBMITTED


@dataclass
class Matrix:
    """What the overview shows: a column for each indicator, a line for each place."""

    indicators: list[Indicator] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def has_actions(self) -> bool:
        """Whether anybody in it owes a report on an action."""
        return any(line.actions.due for line in self.lines)

    @property
    def headings(self) -> SafeString:
        """The heads of its columns."""
        return headings(self.indicators)

    def written(self, lines: list[Line]) -> list[tuple[Line, SafeString]]:
        """Lines with the HTML of their cells."""
        writer = CellWriter(self.indicators)
        return [(line, writer.cells(line.answers, line.submissions)) for line in lines]


def read_matrix(
    suppliers: Suppliers, kind: str, number: str | None, *, late_only: bool
) -> tuple[Matrix, Page, list[Task]]:
    """What one kind of supplier owes, the page of its lines that is wanted, and the first who have not sent.

    Each team has a line, so that only those of the page are read. Others are few and may answer for every
    municipality: they are read whole, and so are all teams where those who are late have to be found.
    """
    keys, waiting = suppliers.of_kind(kind), suppliers.waiting(late_only=late_only)[:PAGE_SIZE]
    whole = late_only or kind != TEAMS
    page = Paginator(keys, PAGE_SIZE).get_page(number)
    shown = keys if whole else page.object_list
    tasks = suppliers.tasks({*shown, *waiting})
    matrix = _build(_found(shown, tasks))
    if whole:
        lines = [line for line in matrix.lines if line.is_late] if late_only else matrix.lines
        page = Paginator(lines, PAGE_SIZE).get_page(number)
    else:
        page.object_list = matrix.lines
    return matrix, page, _found(waiting, tasks)


def _found(keys: Iterable[int], tasks: dict[int, Task]) -> list[Task]:
    """Without those that were taken away since the keys were read."""
    return [tasks[key] for key in keys if key in tasks]


def _build(tasks: list[Task]) -> Matrix:
    """Values and reports on actions; three queries whatever their number."""
    answers = _answers([task.submission.pk for task in tasks])
    reporters = {_home(task.submission): task for task in tasks if task.actions.due}
    asked = {key for row in answers.values() for key in row}
    indicators = [one for one in listed_indicators() if one.pk in asked]
    by_key = {task.submission.pk: task.submission for task in tasks}
    lines = [
        Line(name, answers.get(place, {}), by_key, reporters.get(place))
        for place, name in _places({*answers, *reporters})
    ]
    return Matrix(indicators, lines)


def _home(submission):
    """The place of the line in which a supplier's reports on actions stand."""
    return submission.team.municipality_id if submission.team_id else None


def _answers(submissions):
    """By place and indicator: (row, submission, state, number) of the latest revision, which is read last."""
    rows = DueValue.objects.filter(submission__in=submissions)
    wanted = (
        "pk",
        "submission",
        "no_data_reason",
        "observation__current",
        "observation__values__state",
        "observation__values__value",
    )
    answers = defaultdict(dict)
    for place, indicator, row, submission, reason, current, state, number in rows.order_by(
        "observation__values__revision"
    ).values_list("observation__municipality", "observation__indicator", *wanted):
        if current and state == "returned":
            continue  # the verified value, read before, still stands
        answers[place][indicator] = (row, submission, row_state(state, reason), number)
    return answers


def _places(keys):
    """Key and name of each place, in Polish order; what concerns all of them comes last."""
    municipalities = Municipality.objects.filter(pk__in=[key for key in keys if key])
    municipalities = municipalities.only("name").order_by("sort_key")
    places = [(one.pk, one.name) for one in municipalities]
    return [*places, (None, _("The metropolis as a whole"))] if None in keys else places
