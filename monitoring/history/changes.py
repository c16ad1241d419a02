"""The difference between two days as the page and its files show it: in words, in the portal's order."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from monitoring.status.rules import Status
from monitoring.status.sentences import with_unit
from monitoring.status.summary import indicators_below, indicators_of_areas
from strategy.models import Goal, Indicator

from .comparing import Difference, GoalShift, Held, Known, Shift, compare
from .days import first_published_day
from .knowledge import known_between, known_of_municipality
from .question import Question
from .wording import summary_sentence


@dataclass(frozen=True)
class ShiftLine:
    """An indicator with its status before and after."""

    indicator: Indicator
    before: str
    before_label: str
    after: str
    after_label: str


@dataclass(frozen=True)
class GoalLine:
    """A goal with what moved under it."""

    goal: Goal
    course: str
    shifts: list[ShiftLine]


@dataclass(frozen=True)
class ValueLine:
    """A value that is new, or that took the place of `before`. `place` None: the whole metropolis."""

    indicator: Indicator
    place: str
    teryt: str
    period: str
    before: Decimal | None
    after: Decimal
    before_text: str
    after_text: str
    source: str
    note: str


class Written(Sequence):
    """Lines that are put into words when they are asked for: a page shows a few of thousands."""

    def __init__(self, found: list, write: Callable):
        self._found, self._write = found, write

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, which):
        if isinstance(which, slice):
            return [self._write(one) for one in self._found[which]]
        return self._write(self._found[which])


@dataclass(frozen=True)
class Changes:
    """Everything that the page shows."""

    question: Question
    sentence: str
    difference: Difference
    goals: list[GoalLine]
    slipped: list[ShiftLine]
    improved: list[ShiftLine]
    judged: list[ShiftLine]
    unjudged: list[ShiftLine]
    new: Sequence[ValueLine]
    revised: Sequence[ValueLine]
    first_data: list[Indicator]
    completed: list[tuple[Indicator, str]]
    nothing_before: bool
    first_day: object


def read_changes(question: Question) -> Changes:
    """The answer, in a constant number of queries."""
    indicators = list(Indicator.objects.select_related("area"))
    goals = {goal.pk: goal for goal in Goal.objects.select_related("area")}
    own = _own_indicators()
    before, after = _known(question, indicators)
    if question.area is not None:
        wanted = _indicators_of(question.area.pk, indicators, goals, own)
        before, after = before.of_indicators(wanted), after.of_indicators(wanted)
    below = indicators_below({pk: goal.parent_id for pk, goal in goals.items()}, own)
    if question.area is not None:
        below = {pk: mine for pk, mine in below.items() if goals[pk].area_id == question.area.pk}
    difference = compare(before, after, below)
    nothing_before = not before.reported and question.municipality is None and question.area is None
    return _Writer(question, indicators, goals).written(difference, nothing_before=nothing_before)


def _known(question: Question, indicators: list[Indicator]) -> tuple[Known, Known]:
    if question.municipality is not None:
        return known_of_municipality(question.municipality, question.since, question.until)
    return known_between(question.since, question.until, indicators)


def _own_indicators() -> dict[int, list[int]]:
    own: dict[int, list[int]] = defaultdict(list)
    for indicator, goal in Indicator.goals.through.objects.values_list("indicator", "goal"):
        own[goal].append(indicator)
    return own


def _indicators_of(area: int, indicators, goals, own) -> set[int]:
    return indicators_of_areas(
        [area],
        area_of_indicator={one.pk: one.area_id for one in indicators},
        area_of_goal={pk: goal.area_id for pk, goal in goals.items()},
        own=own,
    )[area]


class _Writer:
    """Turns keys into names and numbers into text."""

    def __init__(self, question: Question, indicators: list[Indicator], goals: dict[int, Goal]):
        self.question, self.goals = question, goals
        self.indicators = {one.pk: one for one in indicators}
        self.order = {one.pk: place for place, one in enumerate(indicators)}
        self.places = {one.pk: one for one in question.municipalities}
        self.place_order = {one.pk: place for place, one in enumerate(question.municipalities)}

    def written(self, difference: Difference, *, nothing_before: bool) -> Changes:
        """The difference in words."""
        question = self.question
        today = timezone.localdate()
        return Changes(
            question=question,
            sentence=summary_sentence(difference, question.since, question.until, today=today),
            difference=difference,
            goals=[self._goal(one) for one in sorted(difference.goals, key=self._goal_order)],
            slipped=self._shifts(difference.shifted("slipped")),
            improved=self._shifts(difference.shifted("improved")),
            judged=self._shifts(difference.shifted("judged")),
            unjudged=self._shifts(difference.shifted("unjudged")),
            new=Written(sorted(difference.new, key=self._held_order), lambda held: self._value(held, None)),
            revised=Written(
                sorted(difference.revised, key=lambda one: self._held_order(one.after)),
                lambda one: self._value(one.after, one.before),
            ),
            first_data=[
                self.indicators[pk] for pk in sorted(difference.first_data, key=lambda pk: self.order[pk])
            ],
            completed=[
                (self.indicators[pk], period.label)
                for pk, period in sorted(
                    difference.completed, key=lambda pair: (self.order[pair[0]], pair[1])
                )
            ],
            nothing_before=nothing_before,
            first_day=first_published_day() if nothing_before else None,
        )

    def _goal(self, shift: GoalShift) -> GoalLine:
        return GoalLine(self.goals[shift.goal], shift.course, self._shifts(shift.shifts))

    def _shifts(self, shifts: tuple[Shift, ...]) -> list[ShiftLine]:
        return [
            ShiftLine(
                self.indicators[one.indicator],
                one.before,
                str(Status(one.before).label),
                one.after,
                str(Status(one.after).label),
            )
            for one in sorted(shifts, key=lambda one: self.order[one.indicator])
        ]

    def _value(self, held: Held, before: Held | None) -> ValueLine:
        indicator = self.indicators[held.indicator]
        place = self.places.get(held.municipality) if held.municipality else None
        return ValueLine(
            indicator=indicator,
            place=place.name if place else "",
            teryt=place.teryt if place else "",
            period=held.period.label,
            before=before.value if before else None,
            after=held.value,
            before_text=with_unit(before.value, indicator.unit, indicator.precision) if before else "",
            after_text=with_unit(held.value, indicator.unit, indicator.precision),
            source=held.source,
            note=held.note,
        )

    def _held_order(self, held: Held):
        return self.order[held.indicator], held.period, self.place_order.get(held.municipality, -1)

    def _goal_order(self, shift: GoalShift):
        goal = self.goals[shift.goal]
        return goal.area.order, goal.code
