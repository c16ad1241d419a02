"""Pages of an indicator of thousands of municipalities: by pages, from the periods that they show."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.models import Observation
from monitoring.status.outline import latest, read_shown, values_before
from strategy.factories import IndicatorFactory, MunicipalityFactory, TargetFactory
from strategy.indicators.periods import Period

pytestmark = pytest.mark.django_db
YEARS = ("2022", "2023", "2024")
COUNT = 101


def reported(indicator, municipality, period, amount, **fields):
    observation = ObservationFactory(indicator=indicator, municipality=municipality, period=period)
    return IndicatorValueFactory(observation=observation, value=Decimal(amount), **fields)


@pytest.fixture
def country(db):
    """Three years of more municipalities than a page holds, the last of them with the highest values."""
    indicator = IndicatorFactory(code="4.2", aggregation="sum", data_source="", baseline_period="2022",
                                 baseline_value=Decimal(100), direction="increase")  # fmt: skip
    TargetFactory(indicator=indicator, period="2030", value=Decimal(99_999))
    for number in range(COUNT):
        place = MunicipalityFactory(slug=f"g-{number:03}", name_pl=f"Gmina {number:03}", population=1000)
        for step, period in enumerate(YEARS):
            reported(indicator, place, period, 1000 + number * 10 + step * number, source=f"Spis {period}")
    reported(indicator, None, "2023", 4321, source="Urząd")
    return indicator


def test_a_part_of_a_series_says_the_same_as_the_whole(country):
    whole, part = (read_shown(country, latest, whole=answer) for answer in (True, False))
    assert [figure.value for figure in part.figures] == [figure.value for figure in whole.figures]
    assert (part.standing.verdict, part.path) == (whole.standing.verdict, whole.path)
    assert (part.periods, part.municipal_periods) == (whole.periods, whole.municipal_periods)
    assert part.origins == whole.origins
    newest = whole.municipal_in(Period.parse("2024"))
    assert part.municipal_in(Period.parse("2024")) == newest
    assert part.municipal_in(Period.parse("2023")) == {}
    some = list(newest)[:3]
    before = values_before(whole, some)
    assert values_before(part, some) == {pk: before[pk] for pk in some}


def test_the_municipalities_of_an_indicator_come_in_pages_from_the_highest(client, country):
    first, second = (client.get(f"/wskazniki/4.2/?page={number}") for number in (1, 2))
    highest, lowest = first.context["screen"].places[0], second.context["screen"].places[-1]
    assert (highest.municipality.slug, highest.change) == (f"g-{COUNT - 1:03}", "+100,0")
    assert (lowest.municipality.slug, len(second.context["screen"].places)) == ("g-000", 1)
    assert second.context["screen"].known == COUNT
    assert b'class="places"' not in first.content
    assert "Spis 2022" in first.content.decode()


def test_a_comparison_of_a_country_comes_in_pages_and_its_file_is_whole(client, country):
    address = "/wskazniki/4.2/wykresy/porownanie"
    rows = [client.get(f"{address}/?okres=2022&page={number}").context["page"] for number in (1, 2)]
    assert [len(page.object_list.rows) for page in rows] == [100, 1]
    assert rows[1].object_list.rows[0][1] == "Gmina 000"
    lines = b"".join(client.get(f"{address}.csv?okres=2022").streaming_content).splitlines()
    assert len(lines) == 1 + COUNT
    text = client.get(f"{address}/?okres=2022").content.decode()
    assert 'href="?okres=2022&amp;widok=tabela&amp;page=2"' in text


@pytest.mark.parametrize("address", ["/wskazniki/4.2/", "/wskazniki/4.2/wykresy/porownanie/"])
def test_a_page_of_a_country_asks_little_and_only_for_what_it_shows(client, country, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    assert len(captured) <= 15
    read = [query["sql"] for query in captured if "monitoring_indicatorvalue" in query["sql"]]
    whole = [sql for sql in read if '"municipality_id" IN' not in sql]
    assert whole
    assert all("'2024'" in sql for sql in whole)
    assert not any("'2022'" in sql for sql in read)


def test_what_is_kept_of_a_country_follows_a_correction(client, country):
    client.get("/wskazniki/4.2/")
    corrected = Observation.objects.get(municipality__slug="g-000", period="2022")
    reason = {"correction_reason": "Pomyłka", "revision": 2}
    IndicatorValueFactory(observation=corrected, value=Decimal(555_555), source="Poprawka", **reason)
    text = client.get("/wskazniki/4.2/").content.decode()
    assert "Poprawka" in text
    assert client.get("/wskazniki/4.2/").context["screen"].lines[-1].value.replace("\u00a0", "") == "706055,0"
