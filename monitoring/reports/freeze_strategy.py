"""The strategy, its areas, goals, plans and municipalities, as the report tells them."""

import datetime

from strategy.models import ActionPlan, Goal, Municipality, Strategy, ThematicArea

from .frozen import Frozen, both

# Plans before their adoption are the business of the forums; a state that is not known hides nothing.
PUBLIC_PLANS = ("", "adopted", "in_implementation", "closed")


def everything(day: datetime.date) -> Frozen:
    """All parts, each in the order of the strategy."""
    return {
        "strategy": _strategy(),
        "areas": [_area(area) for area in ThematicArea.objects.order_by("order", "code")],
        "goals": _goals(),
        "plans": _plans(),
        "municipalities": _municipalities(day),
    }


def _strategy() -> Frozen | None:
    strategy = Strategy.objects.order_by("pk").first()
    if strategy is None:
        return None
    return {
        "code": strategy.code,
        "name": both(strategy, "name"),
        "owner": both(strategy, "owner"),
        "area_name": both(strategy, "area_name"),
        "horizon_year": strategy.horizon_year,
    }


def _area(area: ThematicArea) -> Frozen:
    return {
        "code": area.code,
        "slug": area.slug,
        "roman": area.roman,
        "order": area.order,
        "name": both(area, "name"),
        "scope": both(area, "scope"),
        "provenance": area.provenance,
    }


def _goals() -> list[Frozen]:
    goals = Goal.objects.select_related("area", "parent").order_by("area__order", "order", "code")
    return [
        {
            "code": goal.code,
            "area": goal.area.code,
            "parent": goal.parent.code if goal.parent else None,
            "level": goal.level,
            "text": both(goal, "text"),
            "provenance": goal.provenance,
        }
        for goal in goals
    ]


def _plans() -> list[Frozen]:
    plans = ActionPlan.objects.real().filter(state__in=PUBLIC_PLANS).select_related("area")
    return [
        {
            "code": plan.code,
            "area": plan.area.code,
            "name": both(plan, "name"),
            "state": plan.state,
            "state_note": both(plan, "state_note"),
            "period_start": plan.period_start,
            "period_end": plan.period_end,
            "provenance": plan.provenance,
            "note": both(plan, "note"),
        }
        for plan in plans.order_by("area__order", "order", "code")
    ]


def _municipalities(day: datetime.date) -> list[Frozen]:
    members = Municipality.objects.members_on(day).order_by("sort_key", "slug")
    return [
        {
            "slug": row.slug,
            "teryt": row.teryt,
            "name": both(row, "name"),
            "member_from": row.member_from.isoformat() if row.member_from else None,
        }
        for row in members
    ]
