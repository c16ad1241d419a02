"""Hard faults of an action: a row a rule."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from forums.drafting.validating import References, faults_of
from forums.tests.plan_world import draft_plan
from strategy.plans.content import ActionContent, Funding, Milestone, PlanHead, Product

KNOWN = References(
    goals=frozenset({"1.1"}),
    indicators=frozenset({"4.1"}),
    municipalities=frozenset({"skawina"}),
    partners=frozenset({"agh"}),
    teams=frozenset({"zespol-skawina"}),
    sources=frozenset({"budget"}),
    actions={"5.P1.1": ("4.P1.1",), "5.P1.2": ()},
)
PLAN = PlanHead("4.P1", "plan", "Plan", "Plan", "4", period_start=2026, period_end=2030)
OTHERS = [ActionContent("4.P1.2", depends_on=("4.P1.1",)), ActionContent("4.P1.3", depends_on=("4.P1.2",))]


def faults(plan=PLAN, **fields):
    action = ActionContent(**({"code": "4.P1.1", "title": "Bilet"} | fields))
    with translation.override("en"):
        return [
            (fault.field, fault.message) for fault in faults_of(action, plan=plan, known=KNOWN, others=OTHERS)
        ]


def money(planned, secured="0", *, year=2027, source="budget"):
    return Funding(source, year, Decimal(planned), Decimal(secured))


def test_a_full_right_action_has_no_faults():
    assert not faults(
        goals=("1.1",),
        indicators=("4.1",),
        lead_municipality="skawina",
        partners=("agh",),
        responsible_team="zespol-skawina",
        start=date(2026, 1, 1),
        end=date(2030, 12, 31),
        cost=Decimal("999999999999.99"),
        milestones=(Milestone("a", "Umowa", date(2027, 5, 1)),),
        products=(Product("b", "Wiaty", "szt.", Decimal("12.5")),),
        funding=(money("10.50", "10.50"), money("5", year=2028)),
        depends_on=("5.P1.2",),
    )


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"title": " "}, "title", "Enter the title"),
        ({"title": "x" * 301}, "title", "301"),
        ({"kind": "other"}, "kind", "list"),
        ({"responsible_function": "x" * 201}, "responsible_function", "200"),
        ({"goals": ("9.9",)}, "goals", "“9.9”"),
        ({"indicators": ("9.9",)}, "indicators", "“9.9”"),
        ({"lead_municipality": "x"}, "lead_municipality", "“x”"),
        ({"lead_partner": "x"}, "lead_partner", "“x”"),
        ({"municipalities": ("skawina", "x")}, "municipalities", "“x”"),
        ({"partners": ("x",)}, "partners", "“x”"),
        ({"responsible_team": "x"}, "responsible_team", "“x”"),
        ({"lead_municipality": "skawina", "lead_partner": "agh"}, "lead_partner", "one lead"),
        ({"start": date(2028, 1, 2), "end": date(2028, 1, 1)}, "end", "01/01/2028"),
        ({"start": date(2025, 12, 31)}, "start", "2026–2030"),
        ({"end": date(2031, 1, 1)}, "end", "2026–2030"),
        ({"milestones": (Milestone("a", "Umowa", date(2031, 1, 1)),)}, "milestones.0.due", "2026–2030"),
        ({"milestones": (Milestone("a", "", None),)}, "milestones.0.name", "Enter the name"),
        ({"milestones": (Milestone("a", "x"),) * 501}, "milestones", "500"),
        ({"products": (Product("a", ""),)}, "products.0.name", "Enter the name"),
        ({"products": (Product("a", "x", "u" * 61),)}, "products.0.unit", "60"),
        ({"products": (Product("a", "x", "", Decimal("0.00001")),)}, "products.0.target", "4"),
        ({"products": (Product("a", "x", "", Decimal("1e15")),)}, "products.0.target", "too large"),
        ({"cost": Decimal(-1)}, "cost", "negative"),
        ({"cost": Decimal("1e12")}, "cost", "too large"),
        ({"cost": Decimal("NaN")}, "cost", "too large"),
        ({"cost": Decimal("1.001")}, "cost", "2 decimal"),
        ({"funding": (money("-1"),)}, "funding.0.planned", "negative"),
        ({"funding": (money("1", "2"),)}, "funding.0.secured", "More is secured (2.00) than planned (1.00)"),
        ({"funding": (money("1", year=2031),)}, "funding.0.year", "2031"),
        ({"funding": (money("1", source="x"),)}, "funding.0.source", "“x”"),
        ({"funding": (money("1"), money("2"))}, "funding.1.source", "twice"),
        ({"depends_on": ("4.P1.9",)}, "depends_on", "“4.P1.9”"),
        ({"depends_on": ("4.P1.1",)}, "depends_on", "4.P1.1 → 4.P1.1"),
        ({"depends_on": ("4.P1.3",)}, "depends_on", "4.P1.1 → 4.P1.3 → 4.P1.2 → 4.P1.1"),
        ({"depends_on": ("5.P1.1",)}, "depends_on", "4.P1.1 → 5.P1.1 → 4.P1.1"),
    ],
)
def test_each_fault_is_named_at_its_field(fields, field, words):
    found = faults(**fields)
    assert [name for name, _message in found] == [field]
    assert words in found[0][1]


def test_a_plan_without_a_period_takes_every_day():
    open_plan = PlanHead("4.P1", "plan", "Plan", "Plan", "4")
    assert not faults(open_plan, start=date(2050, 1, 1), funding=(money("1", year=2051),))
    assert faults(open_plan, funding=(money("1", year=0),))


def test_references_are_read_in_two_queries(db, django_assert_num_queries, area):
    plan = draft_plan(area)
    with django_assert_num_queries(2):
        References.read(plan)
