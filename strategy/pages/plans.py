"""Action plans with their states, as lists show them."""

from collections import defaultdict
from dataclasses import dataclass

from strategy.models import ActionPlan, ThematicArea


@dataclass(frozen=True)
class AreaPlans:
    """The plans of an area."""

    area: ThematicArea
    plans: list[ActionPlan]


def read_plans() -> dict:
    """All plans by area, and how many have which state. Two queries."""
    by_area: dict[int, list[ActionPlan]] = defaultdict(list)
    states: dict[str, int] = defaultdict(int)
    for plan in ActionPlan.objects.all():
        by_area[plan.area_id].append(plan)
        states[plan.state] += 1
    labels = dict(ActionPlan.State.choices)
    return {
        "groups": [AreaPlans(area, by_area[area.pk]) for area in ThematicArea.objects.all()],
        "total": sum(states.values()),
        "unknown": states.pop("", 0),
        "states": [(labels[state], states[state]) for state in labels if state in states],
    }
