from decimal import Decimal

import pytest
from django.utils import translation

from metropolis.ui import vega
from monitoring.charts.pictures import metropolitan_picture, multiples_picture, ranking_picture
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.status.series import read_series
from strategy.factories import IndicatorFactory, MunicipalityFactory
from strategy.models import Indicator

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "charts"


@pytest.fixture
def indicator(area):
    return IndicatorFactory(area=area, code="4.2", scope="metropolis", precision=0, unit_pl="podmioty")


def measure(indicator, period, value, municipality=None, **kwargs):
    observation = ObservationFactory(indicator=indicator, municipality=municipality, period=period)
    return IndicatorValueFactory(observation=observation, value=Decimal(value), **kwargs)


def series_of(indicator):
    fresh = Indicator.objects.select_related("area").get(pk=indicator.pk)
    return read_series([fresh])[fresh.pk]


def picture(indicator):
    return metropolitan_picture(series_of(indicator))


def test_a_chart_is_drawn_at_the_first_request_and_may_be_kept_for_ever(client, indicator):
    measure(indicator, "2023", "10")
    measure(indicator, "2024", "20")
    shown = picture(indicator)
    answer = client.get(shown.src)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("image/svg+xml")
    assert "immutable" in answer["Cache-Control"]
    assert "Wskaźnik" in b"".join(answer.streaming_content).decode()
    assert client.get(shown.narrow_src).status_code == 200


def test_the_sentence_is_the_alternative_text(indicator):
    measure(indicator, "2023", "10")
    measure(indicator, "2024", "20")
    assert "20" in picture(indicator).sentence
    assert "100" in picture(indicator).sentence


def test_an_earlier_picture_leads_to_the_current_one(client, indicator):
    measure(indicator, "2023", "10")
    measure(indicator, "2024", "20")
    before = picture(indicator).src
    client.get(before)
    measure(indicator, "2025", "30")
    answer = client.get(before)
    assert answer.status_code == 302
    assert answer["Location"] == picture(indicator).src
    assert answer["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "name",
    [
        "line-wide-00000000000000000000",
        "line-wide-zz",
        "pie-wide-00000000000000000000",
        "line",
        "-",
    ],
)
def test_a_name_that_was_never_given_out_is_not_found_and_draws_nothing(client, indicator, store, name):
    measure(indicator, "2023", "10")
    measure(indicator, "2024", "20")
    assert client.get(f"/wskazniki/4.2/wykres-{name}.svg").status_code == 404
    assert not store.exists()


def test_an_indicator_without_a_change_or_a_target_has_no_picture(client, indicator):
    assert picture(indicator) is None
    measure(indicator, "2024", "20")
    assert picture(indicator) is None
    assert client.get(f"/wskazniki/4.2/wykres-line-wide-{'0' * 20}.svg").status_code == 404


def test_values_that_are_not_verified_are_never_drawn(indicator):
    measure(indicator, "2023", "10")
    measure(indicator, "2024", "20")
    before = picture(indicator).src
    measure(indicator, "2025", "777", state="submitted")
    assert picture(indicator).src == before


def test_each_language_has_its_own_picture(client, indicator):
    measure(indicator, "2023", "10")
    measure(indicator, "2024", "20")
    polish = picture(indicator)
    with translation.override("en"):
        english = picture(indicator)
    assert english.src.startswith("/en/")
    assert vega.fingerprint({"usermeta": {}}) not in english.src
    assert english.src.rpartition("-")[2] != polish.src.rpartition("-")[2]
    assert client.get(english.src).status_code == 200


def test_municipalities_are_ranked_and_drawn_beside_each_other(client, area):
    indicator = IndicatorFactory(area=area, code="4.4", precision=1)
    first, second, third = (MunicipalityFactory(name_pl=name) for name in ("Aa", "Bb", "Cc"))
    for municipality, values in ((first, ("1", "2")), (second, ("3", "4"))):
        measure(indicator, "2023", values[0], municipality)
        measure(indicator, "2024", values[1], municipality)
    names = {row.pk: row.name for row in (first, second, third)}
    ranking, multiples = (
        ranking_picture(series_of(indicator), names),
        multiples_picture(series_of(indicator), names),
    )
    assert ranking.sentence.startswith("W 2024 roku najwyższa wartość: Bb (4,0), najniższa: Aa (2,0).")
    assert "1 gmina nie ma danych" in ranking.sentence
    for shown in (ranking, multiples):
        assert client.get(shown.src).status_code == 200


def test_the_picture_of_a_new_indicator_costs_a_constant_number_of_queries(
    client, indicator, django_assert_max_num_queries
):
    for year in range(2015, 2025):
        measure(indicator, str(year), str(year))
    src = picture(indicator).src
    with django_assert_max_num_queries(10):
        client.get(src)
