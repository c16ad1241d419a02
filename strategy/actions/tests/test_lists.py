"""Which actions serve a goal, and which goals none serves."""

import pytest
from django.utils import timezone

from strategy.actions.lists import actions_of_municipality, goals_without_action, service_of
from strategy.factories import ActionFactory, ActionPlanFactory, GoalFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def goals(area):
    main = GoalFactory(area=area, code="4.G", level="main")
    specific = GoalFactory(area=area, code="4.S1", level="specific", parent=main)
    other = GoalFactory(area=area, code="4.S2", level="specific", parent=main)
    return main, specific, other


def action(area, *goals, **fields):
    made = ActionFactory(plan=ActionPlanFactory(area=area, state="adopted"), **fields)
    made.goals.set(goals)
    return made


def codes(lines):
    return [line.action.code for line in lines]


def test_an_action_serves_its_goal_and_the_goals_above(area, goals):
    main, specific, other = goals
    action(area, specific, code="4.P1.1")
    assert codes(service_of(main, {main.pk, specific.pk, other.pk}).lines) == ["4.P1.1"]
    assert service_of(other, {other.pk}).lines == []
    assert service_of(other, {other.pk}).is_known
    assert goals_without_action(area.pk, area.goals.all()) == {other.pk}


def test_without_an_adopted_plan_nothing_is_said_of_goals(area, goals):
    main, *_ = goals
    assert goals_without_action(area.pk, area.goals.all()) == set()
    assert not service_of(main, {main.pk}).is_known


def test_an_action_that_was_taken_out_serves_nothing(area, goals):
    _main, specific, other = goals
    action(area, specific, withdrawn_at=timezone.now())
    action(area, other)
    assert specific.pk in goals_without_action(area.pk, area.goals.all())


def test_what_a_municipality_has_to_do(area):
    mine, strange = MunicipalityFactory(), MunicipalityFactory()
    action(area, code="A.1", lead_municipality=mine)
    action(area, code="A.2").municipalities.add(mine)
    action(area, code="A.3", is_obligatory=True)
    action(area, code="A.4", lead_municipality=strange)
    assert set(codes(actions_of_municipality(mine))) == {"A.1", "A.2", "A.3"}


def test_a_list_of_actions_is_three_queries(area, django_assert_num_queries):
    mine = MunicipalityFactory()
    for _ in range(20):
        action(area, lead_municipality=mine)
    with django_assert_num_queries(3):
        assert len([line.who for line in actions_of_municipality(mine)]) == 20
