from decimal import Decimal

import pytest
from django.utils import translation

from monitoring.dashboards.changes import Changes
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.pages.changes import changes_sentence
from strategy.factories import IndicatorFactory, MunicipalityFactory
from strategy.models import Boundary, BoundarySet, Municipality

pytestmark = pytest.mark.django_db


def measure(indicator, period, value, municipality=None):
    observation = ObservationFactory(indicator=indicator, municipality=municipality, period=period)
    return IndicatorValueFactory(observation=observation, value=Decimal(value))


@pytest.fixture
def three(db):
    return [
        MunicipalityFactory(name_pl=name, slug=name.lower(), population=1000 * n)
        for n, name in enumerate(("Aa", "Bb", "Cc"), start=1)
    ]


@pytest.fixture
def metropolitan(area):
    """One of each: rising as wished, falling against the wish, without data."""
    made = {}
    for code, values in (("4.1", ("10", "30")), ("4.2", ("10", "5")), ("4.3", ())):
        made[code] = IndicatorFactory(
            area=area, code=code, name_pl=f"Miara {code}", scope="metropolis", direction="increase",
            aggregation="reported", precision=0, unit_pl="km",
        )  # fmt: skip
        for year, value in zip(("2023", "2024"), values, strict=False):
            measure(made[code], year, value)
    return made


def test_the_dashboard_says_what_improved_what_slipped_and_what_is_missing(client, metropolitan):
    screen = client.get("/pulpit/").context["screen"]
    improved, slipped = screen.lists
    assert [(row.indicator.code, row.change) for row in improved.first] == [("4.1", "+20 (wobec: 2023)")]
    assert [row.indicator.code for row in slipped.first] == ["4.2"]
    assert [row.indicator.code for row in screen.missing] == ["4.3"]
    assert screen.sentence == "Na 3 wskaźniki: poprawa w 1, pogorszenie w 1, brak danych w 1."


@pytest.mark.parametrize(
    ("total", "steady", "polish", "english"),
    [
        (1, 0, "Na 1 wskaźnik: poprawa w 0, pogorszenie w 0, brak danych w 1.",
         "Of 1 indicator: improved 0, slipped 0, without data 1."),
        (5, 2, "Na 5 wskaźników: poprawa w 0, pogorszenie w 0, brak danych w 3. "
               "2 mają dane, które nie pokazują zmiany na lepsze ani na gorsze.",
         "Of 5 indicators: improved 0, slipped 0, without data 3. "
         "2 have data that show no change for better or worse."),
        (22, 22, "Na 22 wskaźniki: poprawa w 0, pogorszenie w 0, brak danych w 0. "
                 "22 mają dane, które nie pokazują zmiany na lepsze ani na gorsze.", None),
        (12, 12, "Na 12 wskaźników: poprawa w 0, pogorszenie w 0, brak danych w 0. "
                 "12 ma dane, które nie pokazują zmiany na lepsze ani na gorsze.", None),
    ],
)  # fmt: skip
def test_the_sentence_of_changes_in_both_languages(total, steady, polish, english):
    changes = Changes([], [], [], ["one"] * steady, ["one"] * (total - steady))
    assert changes_sentence(changes) == polish
    if english:
        with translation.override("en"):
            assert changes_sentence(changes) == english


def test_each_cell_of_the_table_leads_to_the_values_of_that_municipality_and_area(client, area, three):
    indicator = IndicatorFactory(
        area=area, code="4.4", scope="municipality", direction="increase", unit_pl="%"
    )
    for one, value in zip(three, ("1", "2", "3"), strict=True):
        measure(indicator, "2024", value, one)
    IndicatorFactory(area=area, code="4.5", scope="municipality")
    page = client.get("/pulpit/")
    box = page.context["screen"].rows[0].boxes[0]
    assert (box.part, box.whole, box.level, box.url) == (1, 2, 2, "/gminy/aa/#obszar-4")
    assert 'id="obszar-4"' in client.get("/gminy/aa/").content.decode()
    beaten = client.get("/pulpit/?pytanie=mediana").context["screen"]
    assert [(row.boxes[0].part, row.boxes[0].whole) for row in beaten.rows] == [(0, 1), (1, 1), (1, 1)]


def test_a_count_is_compared_per_inhabitant(client, area, three):
    indicator = IndicatorFactory(
        area=area, code="4.6", scope="municipality", direction="increase", aggregation="sum", unit_pl="osoby"
    )
    for one, value in zip(three, ("30", "40", "45"), strict=True):
        measure(indicator, "2024", value, one)
    values = {
        slug: client.get(f"/gminy/{slug}/").context["groups"][0].values[0] for slug in ("aa", "bb", "cc")
    }
    assert [values[slug].against for slug in ("aa", "bb", "cc")] == ["better", "equal", "worse"]
    assert values["aa"].middle == "20,0 na 1000 mieszkańców"


def test_the_page_of_a_municipality_says_what_slipped_there(client, area, three):
    indicator = IndicatorFactory(area=area, code="4.4", direction="decrease", unit_pl="%", precision=1)
    measure(indicator, "2023", "4", three[0])
    measure(indicator, "2024", "5", three[0])
    improved, slipped = client.get("/gminy/aa/").context["changes"]
    assert improved.total == 0
    assert [one.change for one in slipped.first] == ["+1,0 (wobec: 2023)"]


def test_the_page_of_an_area_says_what_changed(client, metropolitan, area):
    board = client.get("/obszary/gospodarka/").context["board"]
    assert [one.total for one in board.lists] == [1, 1]
    assert board.map is None


@pytest.fixture
def boundaries(three):
    loaded = BoundarySet.objects.create(source="Example register", licence="CC0", fingerprint="0")
    ring = [[19.8, 50.0], [19.9, 50.0], [19.9, 50.1], [19.8, 50.0]]
    for one in three:
        Boundary.objects.create(loaded=loaded, municipality=one, polygons=[[ring]])


def test_without_boundaries_the_tile_map_stays(client, three, area):
    IndicatorFactory(area=area, scope="municipality")
    page = client.get("/pulpit/").content.decode()
    assert 'class="tiles"' in page
    assert "mapa=kafelki" not in page


def test_with_boundaries_a_real_map_is_drawn_with_its_list_and_its_source(client, three, area, boundaries):
    IndicatorFactory(area=area, scope="municipality")
    page = client.get("/pulpit/?pytanie=mediana").content.decode()
    assert page.count('class="map__area ') == 3 + 4  # and the legend
    assert "Example register (licencja: CC0)" in page
    assert "?pytanie=mediana&amp;mapa=kafelki#mapa" in page
    assert 'class="tiles"' in client.get("/pulpit/?mapa=kafelki").content.decode()


@pytest.mark.parametrize("address", ["/", "/gminy/aa/"])
def test_the_start_page_and_that_of_a_municipality_show_the_real_map_too(client, three, boundaries, address):
    page = client.get(address).content.decode()
    assert page.count('class="map__area ') == 3
    assert "Example register (licencja: CC0)" in page
    assert page.count("map__area--here") == (address != "/")
    assert 'class="tiles"' in client.get(f"{address}?mapa=kafelki").content.decode()


@pytest.mark.parametrize(
    "address", ["/", "/pulpit/", "/pulpit/?pytanie=mediana", "/obszary/gospodarka/", "/gminy/aa/"]
)
def test_a_dashboard_costs_the_same_for_one_indicator_and_thirty(
    client, area, three, boundaries, address, django_assert_max_num_queries
):
    for number in range(30):
        indicator = IndicatorFactory(
            area=area, code=f"4.{number}", scope="municipality", direction="increase"
        )
        for one in Municipality.objects.all():
            measure(indicator, "2024", number, one)
    client.get(address)
    with django_assert_max_num_queries(15):
        client.get(address)
