"""Areas and goals as pages show them: what was agreed, and how it stands."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from forums.models import Commission, Forum
from monitoring.history.past import overview_on
from monitoring.progress.standing import Counts, counts_of
from monitoring.status.overview import Overview
from monitoring.status.summary import Summary
from strategy.actions.lists import goals_without_action
from strategy.models import Action, ActionPlan, Goal, Indicator, ThematicArea
from strategy.pages.financing import Bar, bars_of, sum_of
from strategy.pages.money import euros, million_zloty
from strategy.pages.wording import Passage, passages

from .indicator_tables import listed_among


@dataclass(frozen=True)
class Card:
    """An area at a glance."""

    area: ThematicArea
    main_goal: Goal | None
    summary: Summary
    plans: int


@dataclass(frozen=True)
class Branch:
    """A goal with the directions below it."""

    goal: Goal
    directions: list[Goal]


@dataclass(frozen=True)
class AreaScreen:
    """Everything that the page of an area shows."""

    area: ThematicArea
    main_goal: Goal | None
    branches: list[Branch]
    directions: list[Goal]
    summary: Summary
    indicators: list[Indicator]
    challenges: list[Passage]
    plans: list[ActionPlan]
    forums: list[Forum]
    commissions: list[Commission]
    bars: list[Bar]
    money: str
    project_value: str
    without_action: list[Goal]
    actions: Counts


def area_cards(as_of: datetime.date | None = None) -> list[Card]:
    """All areas in their official order, in a constant number of queries."""
    known = overview_on(as_of)
    mains = {goal.area_id: goal for goal in Goal.objects.filter(level=Goal.Level.MAIN).order_by("-order")}
    plans = Counter(ActionPlan.objects.real().values_list("area", flat=True))
    return [
        Card(area, mains.get(area.pk), known.areas[area.pk], plans[area.pk])
        for area in ThematicArea.objects.all()
    ]


def read_area(area: ThematicArea, known: Overview) -> AreaScreen:
    """The goals of an area as a tree of what is known, and its indicators."""
    today, value = timezone.localdate(), area.project_value_mln_pln
    allocations = list(area.allocations.select_related("source"))
    goals = list(area.goals.prefetch_related("key_actions", "challenges"))
    specific = [goal for goal in goals if goal.level == Goal.Level.SPECIFIC]
    below = {
        goal.pk: [one for one in goals if one.parent_id == goal.pk and one.level == Goal.Level.DIRECTION]
        for goal in specific
    }
    unserved = goals_without_action(area.pk, goals)
    placed = {one.pk for directions in below.values() for one in directions}
    return AreaScreen(
        area=area,
        main_goal=next((goal for goal in goals if goal.level == Goal.Level.MAIN), None),
        branches=[Branch(goal, below[goal.pk]) for goal in specific],
        directions=[g for g in goals if g.level == Goal.Level.DIRECTION and g.pk not in placed],
        summary=known.areas[area.pk],
        indicators=listed_among(known.of_area[area.pk]),
        challenges=passages(area.challenges.all()),
        plans=list(area.plans.all()),
        forums=list(area.forums.valid_on(today)),
        commissions=list(area.commissions.valid_on(today)),
        bars=bars_of(allocations),
        money=euros(sum_of(allocations)) if allocations else "",
        project_value="" if value is None else million_zloty(value),
        without_action=[goal for goal in goals if goal.pk in unserved],
        actions=counts_of(Action.objects.in_force().filter(plan__area=area)),
    )


def goal_family(goal: Goal) -> set[int]:
    """Keys of the goal and of all goals below it."""
    ids, layer = {goal.pk}, {goal.pk}
    children = list(Goal.objects.filter(area=goal.area_id, parent__isnull=False).values_list("pk", "parent"))
    while layer:
        layer = {pk for pk, parent in children if parent in layer} - ids
        ids |= layer
    return ids
