"""The table of steps against the matrix of roles: who may take which step in which state."""

import pytest

from conftest import ROLES
from forums.adoption.steps import STEPS, steps_for
from forums.tests.plan_world import draft_plan

CHAIR, OFFICE, COMMISSION = {"forum_chair"}, {"office", "office2"}, {"commission_member"}
# From the state of the plan and of its amendment: the steps, and who may take each.
TABLE = {
    ("", ""): {"start_drafting": CHAIR | OFFICE},
    ("draft", ""): {"open_consultation": CHAIR | OFFICE},
    ("consultation", ""): {
        "send_to_commission": CHAIR | OFFICE,
        "record_opinion": OFFICE,
        "return_to_draft": CHAIR | OFFICE,
    },
    ("with_commission", ""): {
        "give_opinion": COMMISSION | OFFICE,
        "return_to_draft": COMMISSION | OFFICE,
    },
    ("opinion_given", ""): {"adopt": OFFICE, "return_to_draft": OFFICE},
    ("adopted", ""): {"begin_implementation": OFFICE, "start_amendment": CHAIR | OFFICE},
    ("in_implementation", ""): {"close": OFFICE, "start_amendment": CHAIR | OFFICE},
    ("closed", ""): {},
    ("adopted", "draft"): {
        "open_consultation": CHAIR | OFFICE,
        "begin_implementation": OFFICE,
        "drop_amendment": CHAIR | OFFICE,
    },
    ("in_implementation", "opinion_given"): {"adopt": OFFICE, "close": OFFICE, "return_to_draft": OFFICE},
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("states", TABLE)
def test_who_may_take_which_step_in_which_state(states, role, people, area):
    state, amendment = states
    plan = draft_plan(area, state=state, amendment_state=amendment)
    user = people.by_role(role)
    may = {step.name for step in STEPS.values() if step.starts_here(plan) and step.right_in(plan)(user, plan)}
    assert may == {name for name, roles in TABLE[states].items() if role in roles}
    # The way to an opinion that the area does not have is not offered.
    assert {one.step.name for one in steps_for(user, plan)} == may - {"record_opinion"}


def test_the_chair_of_another_forum_leads_nothing(people, area, forum):
    forum.is_lead = False
    forum.save()
    plan = draft_plan(area)
    assert not steps_for(people.forum_chair, plan)
    assert steps_for(people.office, plan)
