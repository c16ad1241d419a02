"""Two people at the same moment, on a database with row locks: one result, one clear message."""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections

from forums.adoption.answering import answer
from forums.adoption.refusals import Refused, WrongState
from forums.models import Consultation, ConsultationAnswer, PlanEvent, PlanVersion
from strategy.models import Action

from .world import WAY, bring, ready_plan, take

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def at_once(*functions):
    """What the functions returned, or the refusal they raised, when started together."""
    barrier, results = threading.Barrier(len(functions)), {}

    def go(number, function):
        try:
            barrier.wait(timeout=10)
            results[number] = function()
        except (Refused, PermissionDenied) as refusal:
            results[number] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return [results[number] for number in range(len(functions))]


@pytest.fixture
def plan(people, area):
    return ready_plan(area)


def one_won(results) -> WrongState:
    """Exactly one took the step; returns what the others were told."""
    refused = [one for one in results if isinstance(one, WrongState)]
    assert len(refused) == len(results) - 1
    return refused[0]


def test_a_double_click_opens_one_consultation(plan, people):
    results = at_once(*[lambda: take(plan, "open_consultation", people.forum_chair)] * 4)
    assert people.forum_chair.name in str(one_won(results))
    assert Consultation.objects.count() == PlanEvent.objects.count() == PlanVersion.objects.count() == 1


def test_an_opinion_and_a_return_at_once_have_one_result(plan, people):
    bring(plan, people.office, *WAY[:2])
    results = at_once(
        lambda: take(plan, "give_opinion", people.commission_member),
        lambda: take(plan, "return_to_draft", people.office, seen="with_commission"),
    )
    one_won(results)
    plan.refresh_from_db()
    assert plan.state == PlanEvent.objects.latest("pk").target


def test_two_resolutions_at_once_adopt_once(plan, people):
    bring(plan, people.office, *WAY[:3])
    results = at_once(
        lambda: take(plan, "adopt", people.office),
        lambda: take(plan, "adopt", people.office2, number="8/2026"),
    )
    one_won(results)
    assert PlanVersion.objects.filter(adopted_number=1).count() == plan.resolutions.count() == 1
    assert Action.objects.count() == 2


def test_sending_and_returning_leave_numbers_without_gaps(plan, people):
    bring(plan, people.office, WAY[0])
    at_once(
        lambda: take(plan, "send_to_commission", people.office, seen="consultation"),
        lambda: take(plan, "return_to_draft", people.forum_chair, seen="consultation"),
    )
    numbers = list(PlanVersion.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_an_answer_and_the_end_of_the_consultation_do_not_pass_each_other(plan, people, team):
    bring(plan, people.office, WAY[0])
    results = at_once(
        lambda: answer(plan, team, by=people.coordinator, verdict="no_remarks"),
        lambda: take(plan, "send_to_commission", people.office),
    )
    assert isinstance(results[1], PlanEvent)
    kept = isinstance(results[0], ConsultationAnswer)
    assert ConsultationAnswer.objects.count() == int(kept)
