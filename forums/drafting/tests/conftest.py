"""The draft that the tests of pages work on."""

import pytest

from forums.tests.plan_world import draft_plan


@pytest.fixture
def plan(people):
    """A draft of the forum's own area."""
    return draft_plan(people.forum_member.forummembers.get().forum.area)


@pytest.fixture
def section(plan):
    return plan.draft_items.get(kind="section")


@pytest.fixture
def action(plan):
    return plan.draft_items.get(key="4.P1.1")
