"""Every displayed number opens its calculation: the values, the rule, the numbers put in."""

import datetime
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring.factories import IndicatorValueFactory, ObservationFactory
from strategy.factories import GoalFactory, IndicatorFactory, MunicipalityFactory, TargetFactory

NBSP = "\u00a0"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime.datetime(2025, 6, 1, 12, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def places():
    return [
        MunicipalityFactory(slug=slug, name_pl=name, population=people)
        for slug, name, people in (("a", "Alfa", 1000), ("b", "Beta", 3000))
    ]


def measure(indicator, municipality, value, period="2024", **fields):
    observation, _made = indicator.observations.get_or_create(municipality=municipality, period=period)
    return IndicatorValueFactory(observation=observation, value=Decimal(value), **fields)


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace(NBSP, " ")


def municipal(**fields):
    return IndicatorFactory(code="4.1", scope="municipality", frequency="year", precision=1, **fields)


@pytest.mark.parametrize(
    ("method", "formula"),
    [
        ("sum", "10,0 + 20,0 = 30,0"),
        ("mean", "(10,0 + 20,0) / 2 = 15,0"),
        ("population_mean", "(10,0 × 1 000 + 20,0 × 3 000) / (1 000 + 3 000) = 17,5"),
        ("median", "mediana z: 10,0; 20,0 = 15,0"),
    ],
)
def test_the_rule_stands_there_with_its_numbers(client, places, method, formula):
    indicator = municipal(aggregation=method)
    measure(indicator, places[0], 10)
    measure(indicator, places[1], 20)
    assert formula in read(client, "/wskazniki/4.1/obliczenie/2024/")


def test_a_ratio_shows_sums_of_numerators_and_denominators(client, places):
    indicator = municipal(aggregation="ratio", is_share=True, unit="%")
    measure(indicator, places[0], 50, numerator=5, denominator=10)
    measure(indicator, places[1], 10, numerator=3, denominator=30)
    text = read(client, "/wskazniki/4.1/obliczenie/2024/")
    assert "(5 + 3) / (10 + 30) × 100 = 20,0" in text
    assert "5 / 10" in text


def test_who_is_missing_and_why_a_value_is_left_out(client, places):
    MunicipalityFactory(name_pl="Gamma", member_from=datetime.date(2025, 1, 1))
    indicator = municipal(aggregation="ratio")
    measure(indicator, places[0], 10)
    text = read(client, "/wskazniki/4.1/obliczenie/2024/")
    assert "nie liczy się: licznik i mianownik nie są znane" in text
    assert "brak danych" in text
    assert "Gamma" not in text


def test_the_weights_say_of_which_year_they_are(client, places, settings):
    people = IndicatorFactory(code="0.1", scope="municipality", aggregation="sum")
    settings.POPULATION_INDICATOR = "0.1"
    measure(people, places[0], 2000, period="2022")
    indicator = municipal(aggregation="population_mean")
    measure(indicator, places[0], 10)
    measure(indicator, places[1], 20)
    text = read(client, "/wskazniki/4.1/obliczenie/2024/")
    assert "2 000 (2022)" in text
    assert "3 000 (zapisana przy gminie)" in text


def test_a_correction_keeps_the_earlier_value_readable(client, places):
    indicator = municipal(aggregation="sum")
    measure(indicator, places[0], 10)
    measure(indicator, places[0], 12)
    text = read(client, "/wskazniki/4.1/obliczenie/2024/")
    assert "Korekty" in text
    assert "poprawiona" in text
    assert "10,0" in text


def test_a_running_total_is_shown_step_by_step(client):
    indicator = IndicatorFactory(
        code="4.1", scope="metropolis", aggregation="reported", accumulation="cumulative_add", precision=0,
        baseline_period="2021", baseline_value=Decimal(5),
    )  # fmt: skip
    measure(indicator, None, 3, period="2022")
    measure(indicator, None, 4, period="2024")
    text = read(client, "/wskazniki/4.1/obliczenie/2024/")
    assert "Wartość bazowa (2021)" in text
    assert '<td class="num">12</td><td>2023</td>' in text


def test_drafts_and_returned_values_leave_no_trace(client, places):
    indicator = municipal(aggregation="sum")
    measure(indicator, places[0], 10)
    for state in ("submitted", "draft"):
        observation = ObservationFactory(
            indicator=indicator, municipality=places[1], period="2024" if state == "draft" else "2023"
        )
        IndicatorValueFactory(observation=observation, value=Decimal(777), state=state)
    assert "777" not in read(client, "/wskazniki/4.1/obliczenie/2024/")
    assert client.get("/wskazniki/4.1/obliczenie/2023/").status_code == 404


def test_authors_are_for_insiders_only(client, client_of, people, municipality):
    indicator = municipal(aggregation="sum")
    measure(indicator, municipality, 10, author=people.coordinator)
    address = "/wskazniki/4.1/obliczenie/2024/"
    assert str(people.coordinator) not in read(client, address)
    assert str(people.coordinator) in read(client_of("office"), address)
    assert str(people.coordinator) not in read(client_of("former_member"), address)


@pytest.mark.parametrize("period", ["2024-13", "abc", "1999", "2024-H1"])
def test_a_period_without_values_is_not_found(client, period):
    municipal()
    assert client.get(f"/wskazniki/4.1/obliczenie/{period}/").status_code == 404


def test_a_status_shows_the_path_the_attainment_and_the_rule_that_matched(client):
    indicator = IndicatorFactory(
        code="4.1", scope="metropolis", aggregation="reported", direction="increase", precision=1, unit="%",
        baseline_period="2020", baseline_value=Decimal(10),
    )  # fmt: skip
    TargetFactory(indicator=indicator, period="2030", value=Decimal(60))
    measure(indicator, None, 26)
    text = read(client, "/wskazniki/4.1/obliczenie/")
    assert "10,0 + (60,0 − 10,0) × 48 / 120 = 30,0" in text
    assert "(26,0 − 10,0) / (30,0 − 10,0) = 80,0 %" in text
    assert "badge--at_risk" in text_of_match(text)


@pytest.mark.parametrize("fields", [{}, {"direction": "neutral"}, {"direction": "keep", "keep_low": 1}])
def test_a_status_without_target_or_value_is_explained_too(client, fields):
    IndicatorFactory(code="4.1", **fields)
    assert text_of_match(read(client, "/wskazniki/4.1/obliczenie/"))


def text_of_match(text):
    return text.split('class="calculation__match"')[1].split("</tr>")[0]


def test_a_summary_shows_weights_and_capped_attainments(client, area):
    goal = GoalFactory(area=area, code="4.G", level="main")
    for n, (weight, value) in enumerate(((1, 26), (3, 99))):
        indicator = IndicatorFactory(
            code=f"4.{n}", area=area, scope="metropolis", aggregation="reported", direction="increase",
            weight=weight, baseline_period="2020", baseline_value=Decimal(10),
        )  # fmt: skip
        TargetFactory(indicator=indicator, period="2030", value=Decimal(60))
        indicator.goals.add(goal)
        measure(indicator, None, value)
    for address in ("/cele/4.G/obliczenie/", f"/obszary/{area.slug}/obliczenie/", "/strategia/obliczenie/"):
        text = read(client, address)
        assert "(1 × 80,0 % + 3 × 100,0 %) / (1 + 3) = 95,0 %" in text


def test_pages_lead_to_the_calculation(client, area, places):
    indicator = municipal(aggregation="sum", area=area)
    measure(indicator, places[0], 10)
    assert "/wskazniki/4.1/obliczenie/2024/" in read(client, "/wskazniki/4.1/?widok=tabela")
    assert "/wskazniki/4.1/obliczenie/2024/" in read(client, "/wskazniki/")
    assert f"/obszary/{area.slug}/obliczenie/" in read(client, f"/obszary/{area.slug}/")
    assert "/strategia/obliczenie/" in read(client, "/")


def test_a_figure_costs_the_same_for_few_and_for_many_values(client):
    indicator = municipal(aggregation="population_mean")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            read(client, "/wskazniki/4.1/obliczenie/2024/")
        return len(captured)

    for place in MunicipalityFactory.create_batch(2):
        measure(indicator, place, 1)
    few = queries()
    for place in MunicipalityFactory.create_batch(10):
        measure(indicator, place, 1)
        measure(indicator, place, 2)
    assert queries() == few <= 15


def test_a_calculation_of_a_past_day_speaks_of_what_was_known_then(client, places):
    indicator = municipal(aggregation="sum", area=GoalFactory().area)
    first = datetime.datetime(2025, 3, 1, 12, tzinfo=datetime.UTC)
    later = datetime.datetime(2025, 5, 1, 12, tzinfo=datetime.UTC)
    measure(indicator, places[0], 10, published_at=first)
    measure(indicator, places[1], 20, published_at=later)
    address = "/wskazniki/4.1/obliczenie/2024/"
    assert "10,0 + 20,0 = 30,0" in read(client, address)
    then = read(client, f"{address}?na-dzien=2025-04-01")
    assert "10,0 = 10,0" in then
    assert "/wskazniki/4.1/?na-dzien=2025-04-01" in then
    page = read(client, "/wskazniki/4.1/?na-dzien=2025-04-01")
    assert f"{address}?na-dzien=2025-04-01" in page
    assert "na-dzien=2025-04-01" in read(client, "/strategia/obliczenie/?na-dzien=2025-04-01")
