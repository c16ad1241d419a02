"""A draft is read as one document, with the names of today, at a constant cost."""

import pytest

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


def test_a_draft_of_many_actions_costs_three_queries(area, django_assert_num_queries):
    plan = draft_plan(area)
    for n in range(3, 30):
        add_item(plan, "action", f"4.P1.{n}", {"title": f"Działanie {n}"}, order=n)
    with django_assert_num_queries(3):
        assert len(draft_content(plan).actions) == 29
