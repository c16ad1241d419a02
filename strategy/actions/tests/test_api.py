"""`actions/`: what was adopted, with codes for whatever it refers to."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from strategy.factories import (
    ActionFactory,
    ActionPlanFactory,
    FundingSourceFactory,
    GoalFactory,
    IndicatorFactory,
    MunicipalityFactory,
    PartnerFactory,
)

pytestmark = pytest.mark.django_db
ACTIONS = "/api/v1/actions/"


@pytest.fixture
def plan(area):
    return ActionPlanFactory(area=area, slug="plan-a", code="4.P1", state="adopted")


@pytest.fixture
def action(plan, municipality, other_municipality):
    """An action with one of everything."""
    made = ActionFactory(
        plan=plan,
        code="4.P1.1",
        title="Wspólny bilet",
        kind="partnership",
        is_flagship=True,
        lead_municipality=municipality,
        start=datetime.date(2026, 3, 1),
        end=datetime.date(2028, 6, 30),
        cost=Decimal("1500000.5"),
    )
    made.municipalities.set([municipality, other_municipality])
    made.partners.add(PartnerFactory(slug="ztp"))
    made.goals.add(GoalFactory(code="4.S1", area=plan.area))
    made.indicators.add(IndicatorFactory(code="4.1", area=plan.area))
    made.milestones.create(key="m1", order=1, name="Przetarg", due=datetime.date(2026, 9, 1))
    made.milestones.create(key="m2", order=2, name="Odbiór")
    made.products.create(key="p1", order=1, name="Przystanki", unit="szt.", target=Decimal("12.5"))
    source = FundingSourceFactory(code="fenix")
    made.funding.create(source=source, year=2026, planned=Decimal("100.10"), secured=Decimal("40"))
    made.funding.create(source=source, year=2027, planned=Decimal("0.20"))
    made.depends_on.add(ActionFactory(plan=plan, code="4.P1.2"))
    made.depends_on.add(ActionFactory(plan=plan, code="4.P1.9", withdrawn_at=timezone.now()))
    return made


def codes(client, query=""):
    return [row["code"] for row in client.get(f"{ACTIONS}{query}").json()["results"]]


def test_an_action_says_what_when_who_and_with_what_money(client, action, municipality, other_municipality):
    row = client.get(f"{ACTIONS}4.P1.1/").json()
    assert (row["plan"], row["area"], row["kind"], row["flagship"]) == ("plan-a", "4", "partnership", True)
    assert row["lead"] == {"municipality": municipality.teryt, "partner": None}
    assert sorted(row["municipalities"]) == sorted([municipality.teryt, other_municipality.teryt])
    assert (row["goals"], row["indicators"], row["partners"]) == (["4.S1"], ["4.1"], ["ztp"])
    assert (row["start"], row["end"], row["cost"]) == ("2026-03-01", "2028-06-30", "1500000.50")
    assert (row["planned"], row["secured"]) == ("100.30", "40.00")
    assert row["funding"][0] == {"source": "fenix", "year": 2026, "planned": "100.10", "secured": "40.00"}
    assert [(one["key"], one["due"]) for one in row["milestones"]] == [("m1", "2026-09-01"), ("m2", None)]
    assert row["products"] == [{"key": "p1", "name": "Przystanki", "unit": "szt.", "target": "12.5"}]
    assert row["depends_on"] == ["4.P1.2"]
    assert row["html_url"] == "http://testserver/plany/plan-a/dzialania/4.P1.1/"
    assert row["url"] == "http://testserver/api/v1/actions/4.P1.1/"
    assert row["responsible_team"] is None


def test_what_was_taken_out_is_not_there(client, action):
    assert codes(client) == ["4.P1.1", "4.P1.2"]
    assert client.get(f"{ACTIONS}4.P1.9/").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?plan=plan-a", 2),
        ("?area=4", 2),
        ("?goal=4.S1", 1),
        ("?indicator=4.1", 1),
        ("?kind=partnership", 2),
        ("?kind=bundle", 0),
        ("?flagship=true", 1),
        ("?flagship=false", 1),
        ("?obligatory=true", 0),
        ("?search=wspolny BILET", 1),
    ],
)
def test_filters_narrow_the_list(client, action, query, found):
    assert len(codes(client, query)) == found


@pytest.mark.parametrize(
    "query",
    ["?plan=nothing", "?goal=x", "?flagship=yes", "?kind=other", "?municipality=0000000", "?lead=1"],
)
def test_what_makes_no_sense_is_refused_and_named(client, action, query):
    answer = client.get(f"{ACTIONS}{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert list(answer.json()["errors"]) == [query[1:].split("=")[0]]


def test_of_a_municipality_are_those_it_leads_joins_or_must_do(client, plan):
    mine, strange = MunicipalityFactory(), MunicipalityFactory()
    ActionFactory(plan=plan, code="A.1", order=1, lead_municipality=mine).municipalities.add(mine)
    ActionFactory(plan=plan, code="A.2", order=2).municipalities.add(mine, strange)
    ActionFactory(plan=plan, code="A.3", order=3, is_obligatory=True)
    ActionFactory(plan=plan, code="A.4", order=4, lead_municipality=strange)
    assert codes(client, f"?municipality={mine.teryt}") == ["A.1", "A.2", "A.3"]


def test_the_order_can_be_chosen(client, action):
    assert codes(client, "?ordering=-code") == ["4.P1.2", "4.P1.1"]
    assert codes(client, "?ordering=title,code")[-1] == "4.P1.1"


def test_an_answer_is_known_until_something_changes(client, action):
    first = client.get(f"{ACTIONS}4.P1.1/")
    known = {"if-none-match": first["ETag"]}
    assert client.get(f"{ACTIONS}4.P1.1/", headers=known).status_code == 304
    action.partners.clear()
    assert client.get(f"{ACTIONS}4.P1.1/", headers=known).json()["partners"] == []


def test_the_list_comes_as_a_file(client, action):
    text = b"".join(client.get(f"{ACTIONS}?format=csv").streaming_content).decode()
    head, first, *_ = text.splitlines()
    assert head.startswith("\ufeffcode,plan,area,title")
    assert "4.P1.1,plan-a,4,Wspólny bilet,partnership,false,true,4.S1,4.1," in first
    assert text.count("\n") == 3


def test_a_list_costs_the_same_for_one_action_and_thirty(client, plan, action, django_assert_num_queries):
    with django_assert_num_queries(12):  # version, count, rows, nine kinds of related rows
        client.get(ACTIONS)
    for number in range(30):
        made = ActionFactory(plan=plan, code=f"B.{number}")
        made.goals.set(action.goals.all())
        made.municipalities.set(action.municipalities.all())
        made.funding.create(source=FundingSourceFactory(), year=2026, planned=1)
    with django_assert_num_queries(12):
        client.get(ACTIONS)
