"""What holds in a locked period, for every way to change a value."""

import pytest
from django.core.exceptions import PermissionDenied

from conftest import ROLES
from monitoring.campaigns.filling import fill
from monitoring.campaigns.opening import open_campaign
from monitoring.campaigns.submitting import submit
from monitoring.factories import CampaignFactory, IndicatorValueFactory, ObservationFactory
from monitoring.models import IndicatorValue, PeriodLock, Submission
from monitoring.values.forms import Answer
from monitoring.values.locking import PeriodLocked, lock_period, unlock_period
from monitoring.values.refusals import ReasonMissing, WrongState
from monitoring.values.verification import return_value, verify, verify_many
from strategy.factories import IndicatorFactory


@pytest.fixture
def submission(people, team):
    campaign = CampaignFactory(slug="2025", indicators=[IndicatorFactory()])
    open_campaign(campaign, by=people.office)
    return Submission.objects.with_supplier().get(campaign=campaign, team=team)


@pytest.fixture
def row(submission):
    return submission.rows.select_related("observation").get()


@pytest.mark.parametrize("role", ROLES)
def test_only_the_office_locks_and_unlocks(people, role):
    person = people.by_role(role)
    if role in ("office", "office2"):
        lock = lock_period("2025", by=person, note=" Report sent. ")
        assert (lock.note, lock.locked_by) == ("Report sent.", person)
        assert unlock_period(lock, "A mistake.", by=person).unlock_reason == "A mistake."
        return
    with pytest.raises(PermissionDenied):
        lock_period("2025", by=person)


def test_a_period_is_locked_once_and_again_after_it_was_opened(people):
    first = lock_period("2025", by=people.office)
    with pytest.raises(WrongState):
        lock_period("2025", by=people.office2)
    unlock_period(first, "A mistake.", by=people.office2)
    with pytest.raises(WrongState):
        unlock_period(first, "Again.", by=people.office2)
    lock_period("2025", by=people.office)
    assert PeriodLock.objects.count() == 2


def test_an_unlocking_needs_a_reason(people):
    lock = lock_period("2025", by=people.office)
    with pytest.raises(ReasonMissing):
        unlock_period(lock, "  ", by=people.office)
    assert PeriodLock.objects.in_force().count() == 1


def test_nothing_is_typed_into_a_locked_period(people, submission, row):
    lock_period("2025", by=people.office)
    filled = fill(submission, {row.pk: Answer(value="12")}, by=people.member)
    assert "zablokowa" in filled.errors[row.pk]["value"]
    assert not IndicatorValue.objects.exists()
    no_data = fill(submission, {row.pk: Answer(reason="School closed")}, by=people.office)
    assert no_data.errors


def test_nothing_is_sent_from_a_locked_period(people, submission, row):
    fill(submission, {row.pk: Answer(value="12")}, by=people.member)
    lock = lock_period("2025", by=people.office)
    with pytest.raises(PeriodLocked):
        submit(submission, by=people.coordinator)
    unlock_period(lock, "Late data.", by=people.office)
    assert submit(submission, by=people.coordinator)


def test_nothing_is_decided_in_a_locked_period(people):
    value = IndicatorValueFactory(state="submitted", observation__period="2025-Q3")
    other = IndicatorValueFactory(state="submitted", observation__period="2024")
    lock_period("2025", by=people.office)
    for deed in (verify, lambda row, by: return_value(row, "No.", by=by)):
        with pytest.raises(WrongState):
            deed(value, by=people.office)
    done, skipped = verify_many([value, other], by=people.office)
    assert [row.pk for row in done] == [other.pk]
    assert [row.pk for row, _reason in skipped] == [value.pk]


@pytest.mark.parametrize(
    ("locked", "period", "holds"),
    [
        ("2025", "2025", True),
        ("2025", "2025-Q1", True),
        ("2025", "2025-12", True),
        ("2025", "2024", False),
        ("2025-Q1", "2025", False),
        ("2025-H1", "2025-Q2", True),
        ("2025-H1", "2025-Q3", False),
    ],
)
def test_a_lock_holds_for_all_that_lies_within(people, locked, period, holds):
    value = IndicatorValueFactory(
        state="submitted", observation=ObservationFactory(period=period), author=people.member
    )
    lock_period(locked, by=people.office)
    if holds:
        with pytest.raises(WrongState):
            verify(value, by=people.office)
    else:
        assert verify(value, by=people.office).state == "verified"
