"""`values/`: what is verified for all, the rest only for those who may see it."""

from decimal import Decimal

import pytest

from metropolis.rest import queries
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.values import entry
from monitoring.values.api import ValueOutput
from monitoring.values.forms import Typed
from strategy.factories import IndicatorFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db
VALUES = "/api/v1/values/"


@pytest.fixture
def indicator(area):
    return IndicatorFactory(code="4.1", area=area, precision=1)


def measure(indicator, municipality, period="2024", **more):
    observation = ObservationFactory(indicator=indicator, municipality=municipality, period=period)
    return IndicatorValueFactory(observation=observation, **more)


def test_a_value_has_the_fields_of_the_contract(client, indicator, municipality):
    value = measure(indicator, municipality, value=Decimal("41.65"), source="GUS BDL")
    row = client.get(VALUES).json()["results"][0]
    assert {"indicator": "4.1", "municipality": municipality.teryt, "period": "2024", "value": "41.7"} == {
        name: row[name] for name in ("indicator", "municipality", "period", "value")
    }
    assert (row["source"], row["note"], row["state"]) == ("GUS BDL", "", "verified")
    assert list(row) == ValueOutput.Meta.fields
    assert row["url"] == f"http://testserver{VALUES}{value.pk}/"


def test_the_metropolis_has_no_municipality(client, indicator):
    measure(indicator, None)
    assert client.get(VALUES).json()["results"][0]["municipality"] is None
    assert client.get(f"{VALUES}?metropolis=true").json()["count"] == 1
    assert client.get(f"{VALUES}?metropolis=false").json()["count"] == 0


@pytest.mark.parametrize("text", ["null", "yes", "True"])
def test_true_and_false_are_the_only_answers_to_a_yes_or_no_question(client, text):
    answer = client.get(f"{VALUES}?metropolis={text}")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["metropolis"])


def test_parts_of_a_ratio_are_told_as_typed(client, indicator, municipality):
    measure(indicator, municipality, numerator=Decimal("1200"), denominator=Decimal("3.5"))
    row = client.get(VALUES).json()["results"][0]
    assert (row["numerator"], row["denominator"]) == ("1200", "3.5")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("area=4", 3),
        ("indicator=4.1", 3),
        ("period=2024", 1),
        ("period_from=2024", 2),
        ("period_to=2023", 1),
        ("period_from=2023&period_to=2024", 2),
        ("state=verified", 3),
        ("state=draft", 0),
        ("search=przyklad", 3),
        ("search=nothing", 0),
    ],
)
def test_filters(client, indicator, municipality, query, found):
    indicator.name_pl = "Wskaźnik przykładowy"
    indicator.save()
    for year in ("2023", "2024", "2025"):
        measure(indicator, municipality, period=year)
    assert client.get(f"{VALUES}?{query}").json()["count"] == found


def test_filter_by_municipality(client, indicator, municipality):
    measure(indicator, municipality)
    measure(indicator, MunicipalityFactory())
    assert client.get(f"{VALUES}?municipality={municipality.teryt}").json()["count"] == 1


@pytest.mark.parametrize(
    ("role", "states"),
    [
        ("public", {"verified"}),
        ("former_member", {"verified"}),
        ("administrator", {"verified"}),
        ("member", {"verified", "submitted", "returned", "provisional", "draft"}),
        ("other_coordinator", {"verified", "submitted", "returned", "provisional"}),
        ("forum_member", {"verified", "submitted", "returned", "provisional"}),
        ("board_member", {"verified", "submitted", "returned", "provisional"}),
        ("office", {"verified", "submitted", "returned", "provisional", "draft"}),
    ],
)
def test_who_sees_which_states(client_of, indicator, municipality, role, states):
    made = {
        state: measure(indicator, municipality, period=str(year), state=state)
        for state, year in zip(
            ("verified", "submitted", "returned", "provisional", "draft"), range(2020, 2025), strict=True
        )
    }
    browser = client_of(role)
    answer = browser.get(VALUES).json()
    assert {row["state"] for row in answer["results"]} == states
    assert answer["count"] == len(states)
    for state, value in made.items():
        expected = 200 if state in states else 404
        assert browser.get(f"{VALUES}{value.pk}/").status_code == expected
    csv = b"".join(browser.get(f"{VALUES}?format=csv").streaming_content).decode()
    assert csv.count("\n") == len(states) + 1


def test_a_replaced_revision_leaves_the_list_and_stays_readable(client, indicator, municipality):
    old = measure(indicator, municipality, value=Decimal(1))
    IndicatorValueFactory(observation=old.observation, value=Decimal(2))
    rows = client.get(VALUES).json()["results"]
    assert [(row["value"], row["revision"]) for row in rows] == [("2.0", 2)]
    assert client.get(f"{VALUES}{old.pk}/").json()["value"] == "1.0"


def test_what_a_team_saves_and_sends_changes_the_etag(client_of, indicator, municipality):
    value = measure(indicator, municipality, state="draft")
    browser = client_of("office")
    before = browser.get(VALUES)["ETag"]
    entry.save_drafts([(value.observation, value, Typed(value=Decimal(7)))], by=None)
    assert browser.get(VALUES)["ETag"] != before


def test_a_large_number_of_rows_is_counted_once_after_each_change(
    client, indicator, municipality, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(queries, "LARGE", 1)
    observation = ObservationFactory(indicator=indicator, municipality=municipality)
    IndicatorValueFactory(observation=observation)

    def counted(query=""):
        return client.get(f"/api/v1/values/{query}").json()["count"]

    assert (counted(), counted("?period=1999")) == (1, 0)
    with django_assert_max_num_queries(2):  # the version and the rows
        assert counted() == 1
    IndicatorValueFactory(observation__indicator=indicator)
    assert counted() == 2
    IndicatorValueFactory(observation=observation)
    assert counted() == 2
