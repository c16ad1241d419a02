"""What a draft lacks is kept, and never after the draft or what it names has changed."""

import pytest
from django.utils.translation import override

from forums.adoption.gathering import gaps_of
from forums.tests.plan_world import add_item, draft_plan
from strategy.factories import ActionFactory, GoalFactory

pytestmark = pytest.mark.django_db


def kinds(plan, key):
    return {gap.kind for gap in gaps_of(plan) if gap.key == key}


def test_a_kept_checklist_follows_every_change(area):
    plan = draft_plan(area)
    item = add_item(plan, "action", "4.P1.3", {"title": "A", "goals": ["4.S1"], "depends_on": ["9.P.1"]})
    assert "unknown" in kinds(plan, "4.P1.3")
    GoalFactory(area=area, code="4.S1")
    other = ActionFactory(code="9.P.1")
    assert "unknown" not in kinds(plan, "4.P1.3")
    other.delete()
    assert "unknown" in kinds(plan, "4.P1.3")
    goal = GoalFactory(area=area, code="4.S9", level="specific")
    assert kinds(plan, "4.S9") == {"goal_unserved"}
    goal.delete()
    assert kinds(plan, "4.S9") == set()
    item.head.content["title"] = ""
    item.head.save()
    assert "no_title" in kinds(plan, "4.P1.3")


def test_a_kept_checklist_is_in_the_language_of_its_reader(area):
    plan = draft_plan(area)
    add_item(plan, "action", "4.P1.3", {"title": "A", "cost": "5.00"})

    def cost():
        return next(gap.message for gap in gaps_of(plan) if (gap.kind, gap.key) == ("cost_differs", "4.P1.3"))

    assert "koszt" in cost()
    with override("en"):
        assert "cost" in cost()
    assert "koszt" in cost()
