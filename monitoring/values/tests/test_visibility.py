"""Which values exist for whom."""

import pytest

from conftest import ROLES
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.models import IndicatorValue

OFFICE = ("office", "office2")
MEMBERS = (
    "member",
    "coordinator",
    "other_coordinator",
    "forum_member",
    "forum_chair",
    "commission_member",
    "board_member",
)


@pytest.fixture
def values(team):
    """One value in each state, of the first team's municipality."""
    return {
        state: IndicatorValueFactory(
            state=state, observation=ObservationFactory(municipality=team.municipality)
        )
        for state in IndicatorValue.State.values
    }


def _expected(role):
    if role in OFFICE or role in ("member", "coordinator"):
        return {"draft", "provisional", "submitted", "verified", "returned"}
    if role in MEMBERS:
        return {"provisional", "submitted", "verified", "returned"}
    return {"verified"}


@pytest.mark.parametrize("role", ROLES)
def test_what_each_role_sees(values, people, role):
    seen = IndicatorValue.objects.visible_to(people.by_role(role))
    assert set(seen.values_list("state", flat=True)) == _expected(role)
