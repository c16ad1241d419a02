"""`areas/`, `goals/`, `indicators/` and series: what each says."""

from decimal import Decimal

import pytest

from monitoring.factories import IndicatorValueFactory, ObservationFactory
from strategy.factories import GoalFactory, IndicatorFactory, MunicipalityFactory, TargetFactory

pytestmark = pytest.mark.django_db


def measure(indicator, municipality, value, period="2025"):
    observation = ObservationFactory(indicator=indicator, municipality=municipality, period=period)
    return IndicatorValueFactory(observation=observation, value=Decimal(value))


@pytest.fixture
def indicator(area, municipality):
    made = IndicatorFactory(
        code="4.1",
        area=area,
        aggregation="sum",
        unit_pl="km",
        unit_en="km",
        baseline_period="2021",
        baseline_value=Decimal(10),
    )
    TargetFactory(indicator=made, value=Decimal(100))
    return made


def results(client, path):
    return client.get(f"/api/v1/{path}").json()["results"]


def test_an_indicator_tells_its_status_and_what_it_was_decided_from(client, indicator, municipality):
    measure(indicator, municipality, 46)
    row = client.get("/api/v1/indicators/4.1/", headers={"accept-language": "en"}).json()
    assert row["baseline"] == {"period": "2021", "value": "10.0", "basis": ""}
    assert row["targets"] == [{"period": "2030", "value": "100.0"}]
    assert (row["status"]["code"], row["status"]["attainment"]) == ("at_risk", "0.9000")
    assert row["status"]["expected"] == "50.0"
    assert row["status"]["judged"] == {"period": "2025", "value": "46.0"}
    assert row["latest"]["computed"]["coverage"] == {"present": 1, "expected": 1, "missing": []}
    assert row["trend"]["good"] is True


def test_an_incomplete_figure_names_who_is_missing(client, indicator, municipality):
    absent = MunicipalityFactory()
    measure(indicator, municipality, 46)
    latest = client.get("/api/v1/indicators/4.1/").json()["latest"]
    assert latest["computed"]["coverage"] == {"present": 1, "expected": 2, "missing": [absent.teryt]}
    assert latest["comparable"] is False


def test_an_indicator_without_settled_aggregation_says_why_there_is_no_figure(client, area, municipality):
    indicator = IndicatorFactory(code="4.2", area=area)
    measure(indicator, municipality, 46)
    row = client.get("/api/v1/indicators/4.2/").json()
    assert (row["latest"], row["why_no_figure"]) == (None, "not_set")
    assert row["data_coverage"]["present"] == 1


def test_goals_carry_the_summary_of_everything_below(client, area, indicator, municipality):
    measure(indicator, municipality, 46)
    main = GoalFactory(code="4.M1", area=area)
    below = GoalFactory(code="4.S1", area=area, level="specific", parent=main)
    indicator.goals.add(below)
    rows = {row["code"]: row for row in results(client, "goals/")}
    assert rows["4.M1"]["indicators"] == []
    assert rows["4.M1"]["summary"]["indicators"] == 1
    assert rows["4.S1"]["parent"] == "4.M1"
    assert rows["4.M1"]["summary"]["mean_attainment"] == "0.9000"
    assert [row["code"] for row in results(client, "goals/?parent=4.M1")] == ["4.S1"]
    assert [row["code"] for row in results(client, "goals/?level=main&area=4")] == ["4.M1"]


def test_an_area_counts_its_indicators_by_status(client, area, indicator):
    summary = results(client, "areas/")[0]["summary"]
    assert summary["indicators"] == sum(summary["statuses"].values()) == 1
    assert (summary["with_data"], summary["share_with_data"]) == (0, "0.0000")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("area=4", 1),
        ("direction=increase", 1),
        ("direction=decrease", 0),
        ("supplier=municipality", 1),
        ("frequency=year&aggregation=sum", 1),
        ("kind=result", 0),
    ],
)
def test_indicators_are_filtered(client, indicator, query, found):
    assert len(results(client, f"indicators/?{query}")) == found


def test_a_series_has_figures_municipal_values_and_the_expected_path(client, indicator, municipality):
    measure(indicator, municipality, 20, period="2024")
    measure(indicator, municipality, 30)
    found = client.get("/api/v1/indicators/4.1/series/").json()
    assert [(row["period"], row["value"]) for row in found["metropolis"]] == [
        ("2024", "20.0"),
        ("2025", "30.0"),
    ]
    assert found["municipalities"][0]["municipality"] == municipality.teryt
    assert found["expected_path"][0] == {"period": "2021", "value": "10.0"}
    assert found["expected_path"][4] == {"period": "2025", "value": "50.0"}
    assert found["expected_path"][-1] == {"period": "2030", "value": "100.0"}


def test_a_series_can_be_read_as_of_a_day(client, indicator, municipality):
    measure(indicator, municipality, 20)
    assert client.get("/api/v1/indicators/4.1/series/?as_of=2020-01-01").json()["metropolis"] == []
    answer = client.get("/api/v1/indicators/4.1/series/?as_of=yesterday")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["as_of"])


def test_the_path_of_a_survey_reaches_its_target(client, area):
    indicator = IndicatorFactory(
        code="4.3", area=area, frequency="two_years", baseline_period="2023", baseline_value=0
    )
    TargetFactory(indicator=indicator, period="2030", value=70)
    path = client.get("/api/v1/indicators/4.3/series/").json()["expected_path"]
    assert [(step["period"], step["value"]) for step in path] == [
        ("2023", "0.0"), ("2025", "20.0"), ("2027", "40.0"), ("2029", "60.0"), ("2030", "70.0"),
    ]  # fmt: skip


def test_a_code_that_holds_dots_is_an_address(client, indicator):
    assert client.get("/api/v1/indicators/4.1/").json()["url"] == "http://testserver/api/v1/indicators/4.1/"
