"""Who drafts a plan: the assigned forum, else the lead forum of its area; and what its state allows."""

import pytest

from conftest import ROLES
from forums.drafting import permissions
from forums.factories import ForumFactory, ForumMemberFactory
from forums.models import PlanAssignment
from strategy.factories import ActionPlanFactory
from strategy.models import ActionPlan

pytestmark = pytest.mark.django_db
INSIDERS = set(ROLES) - {"public", "former_member"}
BODIES = {"commission_member", "board_member"}
DRAFTERS = {"forum_member", "forum_chair", "office", "office2"}
# What each right needs: who, and in which states of what is under work.
RIGHTS = {
    "can_edit": (DRAFTERS, {"draft"}),
    "can_decide_proposals": (DRAFTERS, {"draft", "consultation"}),
    "can_propose": (INSIDERS - BODIES - {"administrator"}, {"draft", "consultation"}),
    "can_comment": (
        INSIDERS - {"administrator"},
        {"draft", "consultation", "with_commission", "opinion_given"},
    ),
}
STATES = ["", "draft", "consultation", "with_commission", "opinion_given", "adopted", "closed"]


@pytest.mark.parametrize("right", RIGHTS)
@pytest.mark.parametrize("state", STATES)
def test_who_may_do_what_in_which_state(people, area, right, state):
    plan = ActionPlanFactory(area=area, state=state)
    who, states = RIGHTS[right]
    may = {role for role in ROLES if getattr(permissions, right)(people.by_role(role), plan)}
    assert may == (who if state in states else set())


def test_an_amendment_gives_the_rights_of_its_own_state(people, area):
    plan = ActionPlanFactory(area=area, state="in_implementation", amendment_state="draft")
    assert permissions.can_edit(people.forum_member, plan)
    plan.amendment_state = "with_commission"
    assert not permissions.can_edit(people.forum_member, plan)


def test_an_assigned_forum_drafts_instead_of_the_lead_forum(people, area):
    plan = ActionPlanFactory(area=area, state="draft")
    other = ForumFactory(area=area)
    stranger = ForumMemberFactory(forum=other, role="chair").user
    assert permissions.chairs_forum(people.forum_chair, plan)
    assert not permissions.sits_in_forum(stranger, plan)
    PlanAssignment.objects.create(plan=plan, forum=other)
    plan = ActionPlan.objects.get()  # the next page reads it anew
    assert permissions.drafting_forum(plan) == other
    assert permissions.chairs_forum(stranger, plan)
    assert not permissions.sits_in_forum(people.forum_chair, plan)


def test_drafts_are_for_people_with_a_role_today(people):
    assert {role for role in ROLES if permissions.can_read_drafts(people.by_role(role))} == INSIDERS
