"""The Office decides: who, when, and what becomes of the value."""

import pytest
from django.core.exceptions import PermissionDenied

from conftest import ROLES
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.models import IndicatorValue
from monitoring.values.refusals import ReasonMissing, WrongState
from monitoring.values.signals import value_returned, value_verified
from monitoring.values.states import STEPS
from monitoring.values.verification import return_value, verify, verify_many

State = IndicatorValue.State


@pytest.fixture
def value(people):
    return IndicatorValueFactory(state=State.SUBMITTED, author=people.member)


def test_verifying_publishes_the_value_and_makes_it_count(value, people):
    verify(value, by=people.office)
    value.refresh_from_db()
    assert (value.state, value.decided_by, value.author) == (State.VERIFIED, people.office, people.member)
    assert value.published_at == value.decided_at
    assert value.observation.current == value


def test_returning_keeps_the_reason_and_does_not_publish(value, people):
    return_value(value, " Wrong unit. ", by=people.office)
    value.refresh_from_db()
    assert (value.state, value.reason, value.published_at) == (State.RETURNED, "Wrong unit.", None)
    assert value.observation.current is None


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_return_needs_a_reason(value, people, reason):
    with pytest.raises(ReasonMissing):
        return_value(value, reason, by=people.office)
    value.refresh_from_db()
    assert value.state == State.SUBMITTED


@pytest.mark.parametrize("role", ROLES)
def test_who_may_decide(value, people, role):
    person = people.by_role(role)
    if role in ("office", "office2"):
        assert verify(value, by=person).state == State.VERIFIED
        return
    with pytest.raises(PermissionDenied):
        verify(value, by=person)
    with pytest.raises(PermissionDenied):
        return_value(value, "No.", by=person)


def test_nobody_decides_about_a_value_that_one_entered(people):
    own = IndicatorValueFactory(state=State.SUBMITTED, author=people.office)
    with pytest.raises(PermissionDenied):
        verify(own, by=people.office)
    assert verify(own, by=people.office2).author == people.office


@pytest.mark.parametrize("state", State.values)
def test_only_the_steps_of_the_table_are_possible(people, state):
    value = IndicatorValueFactory(state=state, author=people.member)
    for step, deed in (("verify", verify), ("return", lambda row, by: return_value(row, "No.", by=by))):
        if state in STEPS[step].sources:
            continue
        with pytest.raises(WrongState):
            deed(value, by=people.office)


def test_a_second_decision_is_refused_and_changes_nothing(value, people):
    verify(value, by=people.office)
    with pytest.raises(WrongState):
        return_value(value, "Too late.", by=people.office2)
    value.refresh_from_db()
    assert (value.state, value.decided_by) == (State.VERIFIED, people.office)


def test_an_older_revision_never_takes_the_place_of_a_newer_one(people):
    observation = ObservationFactory()
    old = IndicatorValueFactory(observation=observation, state=State.PROVISIONAL)
    new = IndicatorValueFactory(observation=observation, state=State.SUBMITTED)
    verify(new, by=people.office)
    verify(old, by=people.office)
    observation.refresh_from_db()
    assert observation.current == new


def test_several_at_once_and_what_was_skipped(value, people):
    own = IndicatorValueFactory(state=State.SUBMITTED, author=people.office)
    done, skipped = verify_many([value, own], by=people.office)
    assert [row.pk for row in done] == [value.pk]
    assert [row.pk for row, _reason in skipped] == [own.pk]


def test_both_decisions_are_announced(value, people):
    heard = []

    def hear(sender, value, by, **kwargs):
        heard.append((value.state, by))

    value_verified.connect(hear)
    value_returned.connect(hear)
    verify(value, by=people.office)
    other = IndicatorValueFactory(state=State.SUBMITTED)
    return_value(other, "No.", by=people.office)
    assert heard == [(State.VERIFIED, people.office), (State.RETURNED, people.office)]
