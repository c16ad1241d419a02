"""Actions in force as pages list them, and which goals have any."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from metropolis.ui.dates import short_date
from strategy.actions.models import Action
from strategy.goals.models import Goal
from strategy.municipalities.models import Municipality


@dataclass(frozen=True)
class ActionLine:
    """An action at a glance: `when` and `who` are ready to be read, empty where nothing is known."""

    action: Action
    when: str
    who: str


@dataclass(frozen=True)
class Service:
    """What is done for a goal and those below it; `is_known`: whether a plan of its area could tell."""

    lines: list[ActionLine]
    is_known: bool


def service_of(goal: Goal, family: set[int]) -> Service:
    """Actions in force that serve the goal or one below it (`family` holds all their keys)."""
    actions = Action.objects.in_force().filter(goals__in=family).distinct()
    lines = lines_of(actions)
    return Service(lines, bool(lines) or area_has_actions(goal.area_id))


def area_has_actions(area_id: int) -> bool:
    """Whether an adopted plan of the area is in the portal with its actions."""
    return Action.objects.in_force().filter(plan__area=area_id).exists()


def goals_without_action(area_id: int, goals: Iterable[Goal]) -> set[int]:
    """Those of the area's `goals` that no action in force serves, neither itself nor through a goal below it.

    An area without any action in force has none: there is nothing to tell yet.
    """
    if not area_has_actions(area_id):
        return set()
    parents = {goal.pk: goal.parent_id for goal in goals}
    served: set[int] = set()
    for pk in (
        Goal.objects.filter(actions__in=Action.objects.in_force()).values_list("pk", flat=True).distinct()
    ):
        while pk is not None and pk not in served:
            served.add(pk)
            pk = parents.get(pk)
    return set(parents) - served


def actions_of_municipality(municipality: Municipality) -> list[ActionLine]:
    """Actions in force that the municipality leads or takes part in, and those obligatory for all."""
    mine = Q(lead_municipality=municipality) | Q(municipalities=municipality) | Q(is_obligatory=True)
    return lines_of(Action.objects.in_force().filter(mine).distinct())


def lines_of(actions) -> list[ActionLine]:
    """Rows of a list, in three queries: each plan and each municipality is read once."""
    rows = actions.select_related("lead_partner").prefetch_related("plan", "lead_municipality")
    return [ActionLine(action, _when(action), _who(action)) for action in rows]


def _when(action: Action) -> str:
    if action.start and action.end:
        return f"{short_date(action.start)} – {short_date(action.end)}"
    if action.start:
        return _("from %(day)s") % {"day": short_date(action.start)}
    return _("until %(day)s") % {"day": short_date(action.end)} if action.end else ""


def _who(action: Action) -> str:
    lead = action.lead_municipality or action.lead_partner
    return lead.name if lead else ""
