"""The panel, the checklist and the path that other pages include."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse

from forums.adoption.facts import Facts
from forums.adoption.situation import path_of

from .world import WAY, bring, change, ready_plan

TAGS = "{% load plan_steps %}{% plan_progress plan %}{% plan_steps plan user %}{% plan_checklist plan user %}"


@pytest.fixture
def plan(people, area):
    return ready_plan(area)


def shown(plan, user) -> str:
    context = {"plan": plan, "user": user, "request": RequestFactory().get("/")}
    return Template(TAGS).render(Context(context))


def stands(plan) -> list[str]:
    return [station.stand for station in path_of(Facts(plan))]


def test_the_path_marks_where_the_plan_is(plan, people):
    assert stands(plan) == ["here"] + ["ahead"] * 6
    plan = bring(plan, people.office, *WAY)
    assert stands(plan) == ["done"] * 4 + ["here"] + ["ahead"] * 2
    assert stands(bring(plan, people.office, "start_amendment")) == ["here"] + ["ahead"] * 4
    assert shown(plan, people.public).count('aria-current="step"') == 1


def test_an_area_without_a_commission_has_no_such_station(plan, commission):
    commission.areas.clear()
    assert len(stands(plan)) == 6


def test_the_public_sees_the_path_alone(plan, people):
    page = shown(plan, people.public)
    assert "next-step" not in page
    assert "checklist" not in page


@pytest.mark.parametrize(("role", "offered"), [("forum_chair", True), ("forum_member", False)])
def test_the_panel_offers_what_the_person_may_do(plan, people, role, offered):
    url = reverse("plan_step", args=[plan.slug, "otworz-konsultacje"])
    assert (url in shown(plan, people.by_role(role))) == offered


def test_gaps_lead_writers_to_the_form_and_others_to_the_text(plan, people):
    change(plan.draft_items.get(key="4.P1.1"), responsible_team="")
    assert reverse("draft_action", args=[plan.slug, "4.P1.1"]) in shown(plan, people.forum_member)
    assert reverse("plan_action", args=[plan.slug, "4.P1.1"]) in shown(plan, people.commission_member)


def test_the_three_together_read_the_draft_once(plan, people, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        shown(plan, people.forum_chair)
