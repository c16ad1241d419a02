"""What an action can name is kept, and never after it has changed."""

import pytest
from django.utils.translation import override

from forums.drafting.vocabulary import read_vocabulary
from forums.tests.plan_world import add_item, draft_plan
from strategy.factories import GoalFactory, PartnerFactory

pytestmark = pytest.mark.django_db


def test_kept_words_follow_every_change_and_the_language(area):
    plan = draft_plan(area)
    goal = GoalFactory(area=area, code="4.S1", text_pl="Cel", text_en="Goal")
    assert read_vocabulary(plan).name("goals", "4.S1") == "4.S1 Cel"
    with override("en"):
        assert read_vocabulary(plan).name("goals", "4.S1") == "4.S1 Goal"
    goal.text_pl = "Inny cel"
    goal.save()
    assert read_vocabulary(plan).name("goals", "4.S1") == "4.S1 Inny cel"
    partner = PartnerFactory(slug="uczelnia", name_pl="Uczelnia")
    assert ("uczelnia", "Uczelnia") in read_vocabulary(plan).choices("partners")
    partner.delete()
    assert ("uczelnia", "Uczelnia") not in read_vocabulary(plan).choices("partners")


def test_kept_words_know_the_draft_as_it_is_and_cost_two_queries(area, django_assert_num_queries):
    plan = draft_plan(area)
    read_vocabulary(plan)
    add_item(plan, "action", "4.P1.3", {"title": "Nowe"}, order=3)
    with django_assert_num_queries(2):
        words = read_vocabulary(plan, but_action="4.P1.1")
    assert [term.code for term in words.terms["actions"]] == ["4.P1.2", "4.P1.3"]
