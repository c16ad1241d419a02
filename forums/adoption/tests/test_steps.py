"""The way of a plan from the first draft to closing, and round again as an amendment."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from forums.adoption.refusals import Blocked, Invalid, WrongState
from forums.adoption.signals import plan_moved
from forums.adoption.steps import steps_for
from forums.models import CommissionMember, Consultation, PlanEvent
from metropolis.ui.dates import long_date
from strategy.factories import ActionPlanFactory
from strategy.models import Action
from strategy.plans.content import checksum

from .world import WAY, bring, change, in_days, pdf, ready_plan, take, today


@pytest.fixture
def plan(people, area):
    return ready_plan(area)


def test_the_whole_way_moves_the_state_and_is_written_down(plan, people):
    plan = bring(plan, people.office, *WAY, "begin_implementation", "close")
    assert plan.state == "closed"
    events = list(PlanEvent.objects.values_list("source", "target"))
    assert [target for _, target in events[:-1]] == [source for source, _ in events[1:]]
    assert [version.adopted_number for version in plan.versions.order_by("number")] == [None, None, 1]


def test_what_is_adopted_is_what_the_commission_read_and_its_checksum_holds(plan, people):
    plan = bring(plan, people.office, *WAY)
    read, adopted = plan.opinions.get().version, plan.versions.get(adopted_number=1)
    assert adopted.content == read.content
    assert adopted.checksum == checksum(adopted.content) == read.checksum
    assert set(Action.objects.in_force().values_list("code", flat=True)) == {"4.P1.1", "4.P1.2"}
    assert Action.objects.get(code="4.P1.1").responsibility.team.slug == "skawina"


def test_an_amendment_goes_round_while_the_plan_stays_in_implementation(plan, people):
    plan = bring(plan, people.office, *WAY, "begin_implementation", "start_amendment")
    assert (plan.state, plan.amendment_state) == ("in_implementation", "draft")
    plan = bring(plan, people.office, *WAY)
    assert (plan.state, plan.amendment_state) == ("in_implementation", "")
    assert plan.versions.filter(adopted_number=2).exists()
    assert PlanEvent.objects.filter(step="adopt", is_amendment=True).count() == 1


def test_a_dropped_amendment_leaves_the_plan_as_it_was(plan, people):
    plan = bring(plan, people.office, *WAY, "start_amendment", "drop_amendment")
    assert (plan.state, plan.amendment_state) == ("adopted", "")


def test_a_plan_known_by_name_starts_whatever_public_sources_say(people, area):
    plan = ActionPlanFactory(area=area, state="consultation")
    assert [one.step.name for one in steps_for(people.forum_chair, plan)] == ["start_drafting"]
    plan = bring(plan, people.forum_chair, "start_drafting")
    assert (plan.state, plan.run_in_portal) == ("draft", True)


def test_a_plan_adopted_elsewhere_can_be_amended_here(people, area):
    plan = bring(ActionPlanFactory(area=area, state="adopted"), people.office, "start_amendment")
    assert (plan.state, plan.amendment_state, plan.run_in_portal) == ("adopted", "draft", True)


def test_who_is_late_learns_what_happened_who_did_it_and_when(plan, people):
    take(plan, "open_consultation", people.forum_chair)
    with pytest.raises(WrongState) as refusal:
        take(plan, "open_consultation", people.office)
    words = str(refusal.value)
    assert people.forum_chair.name in words
    assert str(today().year) in words
    assert PlanEvent.objects.count() == 1


def test_a_step_is_not_taken_from_another_state_than_the_one_seen(plan, people):
    bring(plan, people.office, "open_consultation", "send_to_commission")
    with pytest.raises(WrongState):
        take(plan, "return_to_draft", people.office, seen="consultation")


def test_a_step_without_the_right_is_refused(plan, people):
    with pytest.raises(PermissionDenied):
        take(plan, "open_consultation", people.forum_member)


@pytest.mark.parametrize("deadline", [today(), in_days(-1), None])
def test_a_consultation_lasts_at_least_until_tomorrow(plan, people, deadline):
    with pytest.raises(Invalid) as refusal:
        take(plan, "open_consultation", people.office, deadline=deadline)
    assert set(refusal.value.faults) == {"deadline"}


def test_only_the_office_ends_a_consultation_early_and_says_why(plan, people):
    take(plan, "open_consultation", people.forum_chair)
    with pytest.raises(Blocked) as blocked:
        take(plan, "send_to_commission", people.forum_chair)
    assert [gap.kind for gap in blocked.value.gaps] == ["consultation_lasts"]
    with pytest.raises(Invalid) as refusal:
        take(plan, "send_to_commission", people.office, reason=" ")
    assert set(refusal.value.faults) == {"reason"}
    take(plan, "send_to_commission", people.office)
    assert Consultation.objects.get().closed_at is not None


def test_the_page_says_when_a_consultation_was_really_over(plan, people, client_of):
    take(plan, "open_consultation", people.forum_chair, deadline=in_days(14))
    take(plan, "send_to_commission", people.office)
    browser, address = client_of("office"), reverse("plan_consultation", args=[plan.slug])
    page = browser.get(address).content.decode()
    assert f"zakończyło je {long_date(today())}" in page
    assert "mogły odpowiadać" not in page
    Consultation.objects.update(deadline=in_days(-1))
    page = browser.get(address).content.decode()
    assert "zakończyło je" not in page
    assert long_date(in_days(-1)) in page


def test_after_the_deadline_the_chair_sends_without_a_reason(plan, people):
    take(plan, "open_consultation", people.forum_chair)
    Consultation.objects.update(deadline=in_days(-1))
    assert take(plan, "send_to_commission", people.forum_chair, reason="").target == "with_commission"


def test_an_area_without_a_commission_has_its_opinion_recorded(plan, people, commission):
    take(plan, "open_consultation", people.office)
    with pytest.raises(Blocked):
        take(plan, "record_opinion", people.office)
    commission.areas.clear()
    with pytest.raises(Blocked):
        take(plan, "send_to_commission", people.office)
    with pytest.raises(Invalid) as refusal:
        take(plan, "record_opinion", people.office, given_by="")
    assert set(refusal.value.faults) == {"given_by"}
    take(plan, "record_opinion", people.office)
    assert plan.opinions.get().given_by == "Rada Programowa"


def test_a_commission_that_ended_gives_no_opinion(plan, people, commission):
    bring(plan, people.office, "open_consultation", "send_to_commission")
    commission.valid_to = in_days(-1)
    commission.save()
    with pytest.raises(Blocked):
        take(plan, "give_opinion", people.office)


def test_a_negative_opinion_leads_back_to_the_draft_only(plan, people):
    bring(plan, people.office, "open_consultation", "send_to_commission")
    take(plan, "give_opinion", people.commission_member, verdict="negative", text="Brak harmonogramu.")
    with pytest.raises(Blocked):
        take(plan, "adopt", people.office)
    assert bring(plan, people.office, "return_to_draft", *WAY).state == "adopted"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"verdict": "?"}, "verdict"),
        ({"verdict": "remarks"}, "text"),
        ({"given_on": in_days(1)}, "given_on"),
        ({"given_on": in_days(-1)}, "given_on"),
        ({"given_on": None}, "given_on"),
    ],
)
def test_an_opinion_must_be_right(plan, people, changed, field):
    bring(plan, people.office, "open_consultation", "send_to_commission")
    with pytest.raises(Invalid) as refusal:
        take(plan, "give_opinion", people.commission_member, **changed)
    assert set(refusal.value.faults) == {field}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"number": " "}, "number"),
        ({"body": None}, "body"),
        ({"adopted_on": in_days(1)}, "adopted_on"),
        ({"adopted_on": in_days(-30)}, "adopted_on"),
        ({"document": pdf(b"")}, "document"),
        ({"document": pdf(b"MZ\x90 not a document")}, "document"),
        ({"document": pdf(b"%PDF-1.7 cut off")}, "document"),
        ({"document": pdf(b"%PDF-1.7" + b"0" * 10 * 1024 * 1024 + b"startxref %%EOF")}, "document"),
    ],
)
def test_a_resolution_must_be_right(plan, people, changed, field):
    bring(plan, people.office, *WAY[:3])
    with pytest.raises(Invalid) as refusal:
        take(plan, "adopt", people.office, **changed)
    assert set(refusal.value.faults) == {field}


def test_a_goal_removed_before_adoption_blocks_it(plan, people):
    bring(plan, people.office, *WAY[:3])
    plan.area.goals.all().delete()
    with pytest.raises(Blocked) as blocked:
        take(plan, "adopt", people.office)
    assert {gap.key for gap in blocked.value.gaps} == {"4.P1.1", "4.P1.2"}
    assert not Action.objects.exists()


def test_gaps_stop_a_draft_and_are_named(plan, people):
    change(
        plan.draft_items.get(key="4.P1.1"), responsible_team="", milestones=[{"key": "m", "name": "Start"}]
    )
    with pytest.raises(Blocked) as blocked:
        take(plan, "open_consultation", people.office)
    assert [(gap.kind, gap.part_key) for gap in blocked.value.gaps] == [
        ("no_responsible", "4.P1.1"),
        ("milestone_no_day", "4.P1.1"),
    ]


def test_a_plan_is_not_closed_while_its_amendment_is_under_work(plan, people):
    plan = bring(plan, people.office, *WAY, "begin_implementation", "start_amendment")
    with pytest.raises(Blocked):
        take(plan, "close", people.office)


@pytest.mark.parametrize("step", ["return_to_draft", "drop_amendment", "start_amendment", "close"])
def test_what_goes_back_or_ends_needs_a_reason(step, plan, people):
    way = {
        "return_to_draft": WAY[:1],
        "start_amendment": WAY,
        "drop_amendment": (*WAY, "start_amendment"),
        "close": (*WAY, "begin_implementation"),
    }
    plan = bring(plan, people.office, *way[step])
    with pytest.raises(Invalid) as refusal:
        take(plan, step, people.office, reason="")
    assert set(refusal.value.faults) == {"reason"}


def test_an_expired_right_in_the_middle_changes_nothing(plan, people):
    bring(plan, people.office, "open_consultation", "send_to_commission")
    CommissionMember.objects.update(valid_to=in_days(-1))
    with pytest.raises(PermissionDenied):
        take(plan, "give_opinion", people.commission_member)


def test_the_step_is_announced_inside_the_transaction(plan, people):
    heard = []

    def hear(sender, **kwargs):
        heard.append(kwargs)
        raise RuntimeError

    plan_moved.connect(hear)
    try:
        with pytest.raises(RuntimeError):
            take(plan, "open_consultation", people.office)
    finally:
        plan_moved.disconnect(hear)
    assert heard[0]["step"] == "open_consultation"
    plan.refresh_from_db()
    assert plan.state == "draft"
    assert not PlanEvent.objects.exists()
