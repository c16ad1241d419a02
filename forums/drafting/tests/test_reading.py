"""A draft is read as one document, with the names of today, at a constant cost."""

from contextlib import suppress

import pytest
from django.db import transaction
from django.utils import timezone

from forums.drafting.editing import save_part
from forums.drafting.reading import draft_content
from forums.tests.plan_world import add_item, draft_plan
from strategy.factories import FundingSourceFactory, GoalFactory

pytestmark = pytest.mark.django_db


def test_a_draft_names_what_it_refers_to(area, municipality):
    plan = draft_plan(area)
    GoalFactory(area=area, code="4.S1", text_pl="Cel", text_en="Goal")
    FundingSourceFactory(code="ZIT", name_pl="Fundusz", name_en="Fund")
    money = [{"source": "ZIT", "year": 2027, "planned": "10.00", "secured": "0"}]
    add_item(plan, "action", "4.P1.3", {"title": "A", "goals": ["4.S1", "4.GONE"], "funding": money}, order=3)
    content = draft_content(plan)
    assert [action.code for action in content.actions] == ["4.P1.1", "4.P1.2", "4.P1.3"]
    assert content.section("diagnoza").html == "<p>Autobusy jeżdżą rzadko.</p>"
    assert content.name("goals", "4.S1", "en") == "Goal"
    assert content.name("goals", "4.GONE", "pl") == "4.GONE"
    assert content.name("sources", "ZIT", "pl") == "Fundusz"
    assert content.name("municipalities", "skawina", "pl") == "Skawina"
    assert content.name("areas", "4", "en") == "Economy"


def test_a_draft_of_many_actions_costs_four_queries_and_one_until_it_changes(area, django_assert_num_queries):
    plan = draft_plan(area)
    for n in range(3, 30):
        add_item(plan, "action", f"4.P1.{n}", {"title": f"Działanie {n}"}, order=n)
    with django_assert_num_queries(4):
        assert len(draft_content(plan).actions) == 29
    with django_assert_num_queries(1):
        assert len(draft_content(plan).actions) == 29


def test_a_kept_draft_never_hides_a_change(area, people):
    """What was read before is read anew after each kind of change: a text, a name, a section, the plan."""
    plan = draft_plan(area)
    goal = GoalFactory(area=area, code="4.S1", text_pl="Cel", text_en="Goal")
    add_item(plan, "action", "4.P1.3", {"title": "A", "goals": ["4.S1"]}, order=3)
    assert draft_content(plan).action("4.P1.3").title == "A"
    item = plan.draft_items.get(key="4.P1.3")
    save_part(item, item.head.content | {"title": "B"}, base=item.head.number, by=people.office)
    assert draft_content(plan).action("4.P1.3").title == "B"
    goal.text_pl = "Inny cel"
    goal.save()
    assert draft_content(plan).name("goals", "4.S1", "pl") == "Inny cel"
    plan.name_pl = "Inna nazwa"
    assert draft_content(plan).head.name_pl == "Inna nazwa"
    item.removed_at = timezone.now()
    item.save()
    assert draft_content(plan).action("4.P1.3") is None


def test_a_draft_read_before_a_save_that_fails_is_the_draft_again(area, people):
    plan = draft_plan(area)
    add_item(plan, "action", "4.P1.3", {"title": "A"}, order=3)
    item = plan.draft_items.get(key="4.P1.3")
    with suppress(ZeroDivisionError), transaction.atomic():
        save_part(item, item.head.content | {"title": "B"}, base=item.head.number, by=people.office)
        assert draft_content(plan).action("4.P1.3").title == "B"
        raise ZeroDivisionError
    assert draft_content(plan).action("4.P1.3").title == "A"
