"""Two people at the same moment, on a database with row locks."""

import threading

import pytest
from django.db import connections

from metropolis.notifications.models import Message
from monitoring.campaigns.filling import fill
from monitoring.campaigns.opening import open_campaign
from monitoring.campaigns.submitting import submit
from monitoring.factories import CampaignFactory, IndicatorValueFactory
from monitoring.models import Campaign, DueValue, IndicatorValue
from monitoring.values.forms import Answer
from monitoring.values.refusals import Refused
from monitoring.values.verification import return_value, verify

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def at_once(*functions):
    """What the functions returned, or the refusal they raised, when started together."""
    barrier, results = threading.Barrier(len(functions)), {}

    def go(number, function):
        try:
            barrier.wait(timeout=10)
            results[number] = function()
        except Refused as refusal:
            results[number] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return [results[number] for number in range(len(functions))]


def test_two_verifiers_decide_once(people):
    value = IndicatorValueFactory(state="submitted", author=people.member)
    results = at_once(
        lambda: verify(value, by=people.office), lambda: return_value(value, "No.", by=people.office2)
    )
    assert sum(isinstance(result, Refused) for result in results) == 1
    value.refresh_from_db()
    assert value.state in ("verified", "returned")


def test_a_double_click_sends_once(submission, answers, people):
    fill(submission, answers, by=people.member)
    results = at_once(*[lambda: submit(submission, by=people.coordinator)] * 2)
    assert sorted(results) == [False, True]
    assert IndicatorValue.objects.filter(state="submitted").count() == len(answers)


def test_two_people_who_type_into_one_row_make_one_draft(submission, rows, people):
    typed = [(people.member, "1"), (people.coordinator, "2")]
    results = at_once(
        *[
            lambda person=person, number=number: fill(
                submission, {rows[0].pk: Answer(value=number)}, by=person
            )
            for person, number in typed
        ]
    )
    assert sorted(len(result.saved) for result in results) == [0, 1]
    assert sorted(len(result.stale) for result in results) == [0, 1]
    assert IndicatorValue.objects.count() == 1


def test_a_campaign_that_is_opened_twice_at_once_asks_once(indicators, people):
    campaign = CampaignFactory(slug="2025", indicators=indicators)
    results = at_once(
        lambda: open_campaign(campaign, by=people.office), lambda: open_campaign(campaign, by=people.office2)
    )
    assert sorted(results) == [False, True]
    assert DueValue.objects.count() == 4
    assert Message.objects.filter(kind="campaign_opened").count() == 3
    assert Campaign.objects.get().state == "open"
