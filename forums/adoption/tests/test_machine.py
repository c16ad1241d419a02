"""Any sequence of any person's any step: never off the table, nothing lost, adopted versions never change."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from forums.adoption.refusals import Blocked, Invalid, WrongState
from forums.adoption.steps import STEPS
from forums.models import Consultation, Opinion, PlanEvent, PlanVersion, Resolution
from strategy.models import Action, ActionPlan
from strategy.plans.content import checksum

from .world import change, in_days, ready_plan, take

WORK = ["draft", "consultation", "with_commission", "opinion_given"]


class PlanMachine(RuleBasedStateMachine):
    """A plan, everybody who may touch it, and every step at every moment."""

    people = area = None
    steps = st.sampled_from(sorted(STEPS))
    persons = st.sampled_from(["office", "forum_chair", "forum_member", "commission_member", "member"])

    def __init__(self):
        super().__init__()
        self.sid = transaction.savepoint()
        self.plan, self.frozen, self.texts = ready_plan(self.area), {}, 0

    def teardown(self):
        transaction.savepoint_rollback(self.sid)

    @rule(name=steps, role=persons, verdict=st.sampled_from(Opinion.Verdict.values))
    def try_step(self, name, role, verdict):
        plan, by = ActionPlan.objects.get(pk=self.plan.pk), self.people.by_role(role)
        step, before = STEPS[name], (plan.state, plan.amendment_state)
        starts = step.starts_here(plan)
        may = starts and step.right_in(plan)(by, plan)
        details = {"verdict": verdict, "text": "Uwagi."} if "opinion" in name else {}
        event, refusal = self.attempt(plan, name, by, details)
        if refusal:
            plan.refresh_from_db()
            assert before == (plan.state, plan.amendment_state)
            assert isinstance(refusal, WrongState) == (not starts)
            return
        assert may
        assert event.source in step.sources
        assert event.target in (step.target, event.plan.state)

    @staticmethod
    def attempt(plan, name, by, details):
        try:
            return take(plan, name, by, **details), None
        except (WrongState, PermissionDenied, Blocked, Invalid) as refusal:
            return None, refusal

    @rule(words=st.sampled_from(["<p>Raz.</p>", "<p>Dwa.</p>"]))
    def write(self, words):
        """Somebody changes the draft, as far as the state lets them."""
        if ActionPlan.objects.get(pk=self.plan.pk).working_state in WORK[:2]:
            change(self.plan.draft_items.get(kind="section"), html=words)

    @rule()
    def the_deadline_passes(self):
        Consultation.objects.filter(closed_at=None).update(deadline=in_days(-1))

    @invariant()
    def events_say_how_the_plan_came_here(self):
        plan = ActionPlan.objects.get(pk=self.plan.pk)
        events = [*PlanEvent.objects.order_by("pk")]
        for event in events:
            assert event.source in STEPS[event.step].sources
        life = [event for event in events if STEPS[event.step].moves == "life"]
        work = [event for event in events if STEPS[event.step].moves == "work"]
        assert plan.working_state in WORK or not plan.is_amended
        if events:
            last = (work if plan.is_amended or not life else life + work)[-1]
            assert plan.working_state in (last.target, plan.state)

    @invariant()
    def versions_are_numbered_without_gaps_and_never_change(self):
        versions = [*PlanVersion.objects.order_by("number")]
        assert [one.number for one in versions] == list(range(1, len(versions) + 1))
        adopted = [one.adopted_number for one in versions if one.is_adopted]
        assert adopted == list(range(1, len(adopted) + 1))
        assert Resolution.objects.count() == len(adopted)
        for one in versions:
            assert one.checksum == checksum(one.content)
            assert self.frozen.setdefault(one.number, one.checksum) == one.checksum

    @invariant()
    def one_consultation_is_open_in_consultation_and_none_otherwise(self):
        state = ActionPlan.objects.get(pk=self.plan.pk).working_state
        assert Consultation.objects.filter(closed_at=None).count() == (state == "consultation")

    @invariant()
    def actions_in_force_are_those_of_the_latest_adopted_version(self):
        latest = PlanVersion.objects.filter(adopted_number__isnull=False).order_by("-number").first()
        codes = {one.code for one in latest.document.actions} if latest else set()
        assert set(Action.objects.in_force().values_list("code", flat=True)) == codes


@pytest.mark.django_db
def test_no_sequence_of_steps_leaves_the_table(people, area):
    machine = type("Machine", (PlanMachine,), {"people": people, "area": area})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=[*HealthCheck],
        ),
    )


@pytest.mark.django_db
def test_the_machine_can_reach_the_end(people, area):
    """So that the test above does not turn in a corner: the office alone walks the whole table."""
    machine = type("Machine", (PlanMachine,), {"people": people, "area": area})()
    way = ["open_consultation", "send_to_commission", "give_opinion", "adopt", "begin_implementation"]
    for name in [*way, "start_amendment", *way[:4], "close"]:
        machine.try_step(name=name, role="office", verdict="positive")
    assert ActionPlan.objects.get(pk=machine.plan.pk).state == "closed"
    machine.teardown()
