"""Two people at the same moment, where row locks decide."""

import pytest

from monitoring.campaigns.filling import fill
from monitoring.campaigns.opening import open_campaign
from monitoring.campaigns.tests.test_services import at_once
from monitoring.factories import CampaignFactory, IndicatorValueFactory
from monitoring.models import IndicatorValue, Submission
from monitoring.values.correction import correct
from monitoring.values.forms import Answer
from monitoring.values.locking import lock_period
from monitoring.values.refusals import Refused
from monitoring.values.verification import verify, verify_many
from strategy.factories import IndicatorFactory

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("_time", range(5))
def test_typing_and_locking_at_once_leave_no_draft_that_came_after_the_lock(people, team, _time):
    campaign = CampaignFactory(slug="2025", indicators=[IndicatorFactory()])
    open_campaign(campaign, by=people.office)
    submission = Submission.objects.with_supplier().get(team=team)
    row = submission.rows.get()
    filled, lock = at_once(
        lambda: fill(submission, {row.pk: Answer(value="5")}, by=people.member),
        lambda: lock_period("2025", by=people.office),
    )
    lock.refresh_from_db()
    draft = IndicatorValue.objects.filter(state="draft").first()
    assert (draft is not None) == (not isinstance(filled, Refused) and bool(filled.saved))
    assert draft is None or draft.created_at < lock.locked_at


def test_two_of_the_office_verify_the_same_many_once(people):
    values = [IndicatorValueFactory(state="submitted", author=people.member) for _number in range(20)]
    results = at_once(
        lambda: verify_many(values, by=people.office),
        lambda: verify_many(list(reversed(values)), by=people.office2),
    )
    assert sum(len(done) for done, _skipped in results) == 20
    assert sum(len(skipped) for _done, skipped in results) == 20


def test_two_corrections_at_once_become_one(people, team):
    standing = IndicatorValueFactory(observation__municipality=team.municipality)
    results = at_once(
        *[
            lambda person=person: correct(
                standing.observation, Answer(value="12"), "A reason.", seen=1, by=person
            )
            for person in (people.member, people.coordinator)
        ]
    )
    assert sum(isinstance(result, Refused) for result in results) == 1
    assert standing.observation.values.count() == 2


def test_verifying_and_locking_at_once_end_in_one_order(people):
    value = IndicatorValueFactory(state="submitted", author=people.member, observation__period="2025")
    verified, _lock = at_once(
        lambda: verify(value, by=people.office), lambda: lock_period("2025", by=people.office2)
    )
    value.refresh_from_db()
    assert (value.state == "submitted") == isinstance(verified, Refused)
