"""What changed between two days. Pure: two states of knowledge in, the difference out.

Statuses are compared in their order of merit (`monitoring.status.merit`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from monitoring.status.merit import course_of
from strategy.indicators.periods import Period

Course = Literal["improved", "slipped", "judged", "unjudged", "mixed"]


@dataclass(frozen=True, slots=True)
class Held:
    """The verified value of an observation, as a day knew it. `municipality` None: the metropolis."""

    id: int
    indicator: int
    municipality: int | None
    period: Period
    value: Decimal
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Known:
    """What was known at the end of a day.

    `statuses` by indicator, `values` by observation; `complete` holds the aggregates (indicator, period) in
    which no municipality was missing, `reported` the indicators with data. Values that the other day knew the
    same may be left out.
    """

    statuses: Mapping[int, str] = field(default_factory=dict)
    values: Mapping[int, Held] = field(default_factory=dict)
    complete: frozenset[tuple[int, Period]] = frozenset()
    reported: frozenset[int] = frozenset()

    def of_indicators(self, wanted: Iterable[int]) -> "Known":
        """What was known of these indicators."""
        kept = set(wanted)
        return Known(
            {pk: status for pk, status in self.statuses.items() if pk in kept},
            {key: held for key, held in self.values.items() if held.indicator in kept},
            frozenset(one for one in self.complete if one[0] in kept),
            self.reported & kept,
        )


@dataclass(frozen=True, slots=True)
class Shift:
    """An indicator whose status is another one."""

    indicator: int
    before: str
    after: str
    course: Course


@dataclass(frozen=True, slots=True)
class GoalShift:
    """A goal with indicators (own, or of goals below) that got better or worse; `mixed` for both."""

    goal: int
    course: Course
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """A value that another one took the place of."""

    before: Held
    after: Held


@dataclass(frozen=True)
class Difference:
    """Everything that differs, each in the order of indicators and periods."""

    shifts: tuple[Shift, ...] = ()
    goals: tuple[GoalShift, ...] = ()
    new: tuple[Held, ...] = ()
    revised: tuple[Revision, ...] = ()
    first_data: tuple[int, ...] = ()
    completed: tuple[tuple[int, Period], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.shifts or self.new or self.revised or self.completed)

    def shifted(self, course: Course) -> tuple[Shift, ...]:
        """Indicators that went this way."""
        return tuple(one for one in self.shifts if one.course == course)

    def goals_shifted(self, course: Course) -> tuple[GoalShift, ...]:
        """Goals that went this way."""
        return tuple(one for one in self.goals if one.course == course)


def compare(before: Known, after: Known, below: Mapping[int, Iterable[int]] | None = None) -> Difference:
    """What `after` has that `before` had not, or had otherwise. `below`: goal -> its indicators."""
    shifts = _shifts(before.statuses, after.statuses)
    new = [held for key, held in after.values.items() if key not in before.values]
    both = [(before.values[key], held) for key, held in after.values.items() if key in before.values]
    return Difference(
        shifts=shifts,
        goals=_goals(shifts, below or {}),
        new=tuple(sorted(new, key=_order)),
        revised=tuple(
            Revision(old, held)
            for old, held in sorted(both, key=lambda pair: _order(pair[1]))
            if old.id != held.id
        ),
        first_data=tuple(sorted({held.indicator for held in new} - before.reported)),
        completed=tuple(sorted(after.complete - before.complete)),
    )


def _shifts(before: Mapping[int, str], after: Mapping[int, str]) -> tuple[Shift, ...]:
    """Indicators that both days know; between two statuses without a verdict nothing was judged."""
    pairs = [(pk, before[pk], after[pk]) for pk in sorted(after) if pk in before]
    courses = [(pk, old, new, course_of(old, new)) for pk, old, new in pairs]
    return tuple(Shift(pk, old, new, course) for pk, old, new, course in courses if course is not None)


def _goals(shifts: Iterable[Shift], below: Mapping[int, Iterable[int]]) -> tuple[GoalShift, ...]:
    moved = {one.indicator: one for one in shifts if one.course in ("improved", "slipped")}
    found = []
    for goal, indicators in below.items():
        mine = tuple(moved[pk] for pk in sorted(set(indicators)) if pk in moved)
        if mine:
            courses = {one.course for one in mine}
            found.append(GoalShift(goal, courses.pop() if len(courses) == 1 else "mixed", mine))
    return tuple(found)


def _order(held: Held):
    return held.indicator, held.period, held.municipality or 0
