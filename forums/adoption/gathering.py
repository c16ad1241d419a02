"""The checklist of a plan as the database knows it: its text, goals of its area, actions of other plans."""

from dataclasses import replace

from django.utils.translation import get_language

from forums.drafting.reading import draft_content, names_for
from metropolis.rest.counters import version_of
from metropolis.rest.kept import Kept
from strategy.models import Action, ActionPlan, Goal
from strategy.plans.content import PlanContent

from .checklist import Gap, GoalOfArea, missing

_checklists: Kept[tuple[PlanContent, list[Gap]]] = Kept(64)  # by plan and language, with their text


def gaps_of(plan: ActionPlan, content: PlanContent | None = None) -> list[Gap]:
    """What is missing in the draft, or in a text whose names are those of today.

    For the text of the last time (`draft_content` gives the same one until it changes) it is known.
    """
    text, version = content or draft_content(plan), version_of(ActionPlan, Action, Goal)
    key = (plan.pk, get_language())
    known = _checklists.get(key, version)
    if known is None or known[0] is not text:
        found = missing(text, goals_of(plan), elsewhere=_elsewhere(text))
        known = _checklists.put(key, version, (text, found))
    return known[1]


def gaps_of_frozen(plan: ActionPlan, content: PlanContent) -> list[Gap]:
    """What a frozen text names that is gone by now, or what else does not hold any more."""
    return gaps_of(plan, replace(content, names=names_for(content.head, content.actions)))


def goals_of(plan: ActionPlan) -> list[GoalOfArea]:
    """Goals of the plan's area, each with the one above it."""
    rows = Goal.objects.filter(area=plan.area_id).select_related("parent")
    return [
        GoalOfArea(
            goal.code,
            goal.text,
            goal.parent.code if goal.parent else "",
            is_direction=goal.level == Goal.Level.DIRECTION,
        )
        for goal in rows
    ]


def _elsewhere(content: PlanContent) -> set[str]:
    """Codes of actions in force on which the plan's actions depend and which are not its own."""
    own = {action.code for action in content.actions}
    wanted = {code for action in content.actions for code in action.depends_on} - own
    if not wanted:
        return set()
    rows = Action.objects.in_force().filter(code__in=wanted).exclude(plan__code=content.head.code)
    return set(rows.values_list("code", flat=True))
