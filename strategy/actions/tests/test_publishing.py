"""The adopted text becomes the actions in force, and nothing else does."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from metropolis.rest.counters import version_of
from strategy.actions.publishing import CannotPublish, put_in_force
from strategy.factories import (
    ActionPlanFactory,
    FundingSourceFactory,
    GoalFactory,
    IndicatorFactory,
    MunicipalityFactory,
    PartnerFactory,
)
from strategy.models import Action, Milestone
from strategy.plans.content import ActionContent, Funding, PlanContent, PlanHead, Product
from strategy.plans.content import Milestone as MilestoneContent

FULL = ActionContent(
    code="4.P1.1",
    title="Żółty autobus",
    description="<p>Opis</p>",
    kind="bundle",
    is_obligatory=True,
    is_flagship=True,
    goals=("4.S1",),
    indicators=("4.1",),
    lead_municipality="skawina",
    municipalities=("skawina", "wieliczka"),
    partners=("ztp",),
    responsible_function="Sekretarz gminy",
    start=datetime.date(2026, 1, 1),
    end=datetime.date(2027, 1, 1),
    cost=Decimal("1000.50"),
    milestones=(MilestoneContent("m1", "Umowa", datetime.date(2026, 5, 1)), MilestoneContent("m2", "Odbiór")),
    products=(Product("p1", "Autobusy", "szt.", Decimal(12)),),
    funding=(Funding("ZIT", 2026, Decimal(1000), Decimal(400)),),
)


@pytest.fixture
def plan(db):
    plan = ActionPlanFactory(code="4.P1")
    GoalFactory(code="4.S1")
    IndicatorFactory(code="4.1")
    MunicipalityFactory(slug="skawina")
    MunicipalityFactory(slug="wieliczka")
    PartnerFactory(slug="ztp")
    FundingSourceFactory(code="ZIT")
    return plan


def publish(plan, *actions):
    content = PlanContent(PlanHead("4.P1", "plan", "Plan", "Plan", "4"), actions=actions)
    return put_in_force(plan, content, at=timezone.now())


def read_back(action: Action) -> ActionContent:
    return ActionContent(
        code=action.code,
        title=action.title,
        description=action.description,
        kind=action.kind,
        is_obligatory=action.is_obligatory,
        is_flagship=action.is_flagship,
        goals=tuple(action.goals.values_list("code", flat=True)),
        indicators=tuple(action.indicators.values_list("code", flat=True)),
        lead_municipality=action.lead_municipality.slug if action.lead_municipality else "",
        lead_partner=action.lead_partner.slug if action.lead_partner else "",
        municipalities=tuple(action.municipalities.order_by("slug").values_list("slug", flat=True)),
        partners=tuple(action.partners.values_list("slug", flat=True)),
        responsible_function=action.responsible_function,
        start=action.start,
        end=action.end,
        cost=action.cost,
        milestones=tuple(
            MilestoneContent(row.key, row.name, row.due) for row in action.milestones.order_by("order")
        ),
        products=tuple(Product(row.key, row.name, row.unit, row.target) for row in action.products.all()),
        funding=tuple(
            Funding(row.source.code, row.year, row.planned, row.secured) for row in action.funding.all()
        ),
        depends_on=tuple(action.depends_on.values_list("code", flat=True)),
    )


def test_what_was_published_reads_back_the_same(plan):
    second = ActionContent(code="4.P1.2", title="Parkingi", lead_partner="ztp", depends_on=("4.P1.1",))
    publish(plan, FULL, second)
    assert read_back(Action.objects.get(code="4.P1.1")) == FULL
    assert read_back(Action.objects.get(code="4.P1.2")) == second
    assert Action.objects.get(code="4.P1.1").search_text.startswith("zolty autobus")


def test_an_amendment_changes_takes_out_and_brings_back(plan):
    second = ActionContent(code="4.P1.2", title="Parkingi")
    first_rows = publish(plan, FULL, second)
    kept = Milestone.objects.get(key="m1").pk
    changed = replace(FULL, title="Szybszy autobus", milestones=FULL.milestones[:1], goals=(), funding=())
    publish(plan, changed)
    assert [action.code for action in Action.objects.in_force()] == ["4.P1.1"]
    assert read_back(Action.objects.get(code="4.P1.1")) == changed
    assert Milestone.objects.get().pk == kept
    publish(plan, FULL, second)
    assert {action.pk for action in Action.objects.in_force()} == {row.pk for row in first_rows.values()}


def test_publishing_the_same_twice_changes_nothing(plan):
    publish(plan, FULL)
    before = read_back(Action.objects.get())
    publish(plan, FULL)
    assert read_back(Action.objects.get()) == before


@pytest.mark.parametrize(
    "changed",
    [
        {"goals": ("4.S9",)},
        {"indicators": ("9.9",)},
        {"lead_municipality": "nigdzie"},
        {"partners": ("nikt",)},
        {"funding": (Funding("XYZ", 2026, Decimal(1)),)},
        {"depends_on": ("9.P9.9",)},
    ],
)
def test_what_is_gone_is_named_and_nothing_is_written(plan, changed):
    [codes] = changed.values()
    code = codes if isinstance(codes, str) else getattr(codes[0], "source", codes[0])
    with pytest.raises(CannotPublish, match=code):
        publish(plan, replace(FULL, **changed))
    assert not Action.objects.exists()


def test_nothing_depends_on_an_action_that_is_taken_out(plan):
    publish(plan, FULL, ActionContent(code="4.P1.2", title="Parkingi"))
    with pytest.raises(CannotPublish, match=r"4\.P1\.2"):
        publish(plan, replace(FULL, depends_on=("4.P1.2",)))


def test_a_code_of_another_plan_is_refused(plan):
    other = ActionPlanFactory(code="4.P2")
    put_in_force(other, PlanContent(PlanHead("4.P2", "", "", "", "4"), actions=(FULL,)), at=timezone.now())
    with pytest.raises(CannotPublish):
        publish(plan, FULL)


def test_counters_move_and_the_queries_do_not_grow(plan):
    before = version_of(Action)
    with CaptureQueriesContext(connection) as few:
        publish(plan, FULL)
    assert version_of(Action) != before
    many = [replace(FULL, code=f"4.P1.{number}") for number in range(1, 21)]
    with CaptureQueriesContext(connection) as more:
        publish(plan, *many)
    assert len(more) <= len(few) + 2


def test_an_example_too_takes_out_what_is_gone(plan):
    type(plan).objects.update(is_example=True)
    plan.refresh_from_db()
    other = replace(FULL, code="4.P1.2")
    publish(plan, FULL, other)
    publish(plan, FULL)
    assert Action.objects.get(code="4.P1.2").withdrawn_at
    assert not Action.objects.get(code="4.P1.1").withdrawn_at
