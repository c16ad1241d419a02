"""Forecasts that are kept: computed by the worker, read by pages, never those of other numbers."""

import datetime
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from monitoring.charts.pictures import line_of
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.models import KeptForecast
from monitoring.status.forecast import Forecast, Silence, forecast_of
from monitoring.status.forecast_sentences import forecast_sentences
from monitoring.status.forecasts import forecasts_today, refresh
from monitoring.status.packing import packed, unpacked
from monitoring.status.rules import Reading, Yardstick
from monitoring.status.series import read_series
from strategy.factories import IndicatorFactory, TargetFactory
from strategy.indicators.periods import Period

NBSP = "\u00a0"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime.datetime(2025, 6, 1, 12, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def indicator(db):
    made = IndicatorFactory(
        code="4.1", scope="metropolis", aggregation="reported", direction="increase", frequency="year",
        unit="%", precision=1,
    )  # fmt: skip
    TargetFactory(indicator=made, period="2030", value=Decimal(50))
    for n, value in enumerate((30, 31, 32, 33, 34)):
        measure(made, str(2020 + n), value)
    return made


def measure(indicator, period, value):
    observation = ObservationFactory(indicator=indicator, municipality=None, period=period)
    return IndicatorValueFactory(observation=observation, value=Decimal(value))


def answer(browser, path="/api/v1/indicators/4.1/", **headers):
    return browser.get(path, headers=headers)


def test_it_is_pending_until_the_worker_has_computed_it(indicator):
    assert forecasts_today()[indicator.pk] is Silence.PENDING
    assert refresh() == 1
    found = forecasts_today()[indicator.pk]
    assert (found.value, found.arrival) == (40, Period.parse("2040"))
    assert refresh() == 0


def test_a_correction_takes_the_kept_forecast_out_of_force(indicator):
    refresh()
    observation = indicator.observations.get(period="2024")
    IndicatorValueFactory(observation=observation, value=Decimal(44))
    assert forecasts_today()[indicator.pk] is Silence.PENDING
    refresh()
    assert isinstance(forecasts_today()[indicator.pk], Forecast)
    assert KeptForecast.objects.count() == 1


def test_the_api_says_it_and_its_etag_moves_with_it(indicator):
    browser = Client()
    before = answer(browser)
    assert before.json()["forecast"]["reason"] == "pending"
    refresh()
    after = answer(browser, if_none_match=before["ETag"])
    assert after.status_code == 200
    found = after.json()["forecast"]
    assert (found["outlook"], found["value"], found["arrival"]) == ("unlikely", "40.0", "2040")
    assert (found["pace"], found["required_pace"], found["values"]) == ("1.00", "2.67", 5)


def test_the_chart_shows_the_interval_of_the_forecast(indicator):
    def band():
        return line_of(read_series([indicator])[indicator.pk]).band

    assert band() == ()  # pending: the worker has not been there
    refresh()
    (span,) = band()
    kept = forecasts_today()[indicator.pk]
    assert (span.period, span.low, span.high) == (Period.parse("2030"), kept.low, kept.high)


def test_the_page_says_it_in_words_and_numbers(indicator):
    browser = Client()
    assert "Prognoza jest właśnie obliczana." in browser.get("/wskazniki/4.1/").content.decode()
    refresh()
    text = browser.get("/wskazniki/4.1/").content.decode().replace(NBSP, " ")
    assert "w 2030 roku wartość wyniesie około 40,0 %" in text
    assert "osiągnięcie mało prawdopodobne" in text


def test_an_indicator_without_a_target_has_no_word_of_a_forecast(db):
    made = IndicatorFactory(code="4.2", scope="metropolis", aggregation="reported")
    measure(made, "2024", 5)
    assert 'id="prognoza"' not in Client().get("/wskazniki/4.2/").content.decode()


def test_the_sentences_are_right_in_both_languages():
    history = [Reading(Period.parse(str(2020 + n)), Decimal(30 + n)) for n in range(5)]
    target = Reading(Period.parse("2030"), Decimal(50))
    found = forecast_of(history, Yardstick(direction="increase", targets=(target,)))
    with translation.override("pl"):
        polish = " ".join(forecast_sentences(found, unit="%", precision=1)).replace(NBSP, " ")
    with translation.override("en"):
        english = " ".join(forecast_sentences(found, unit="%", precision=1)).replace(NBSP, " ")
    assert polish == (
        "Jeśli utrzyma się trend z okresu 2020–2024, w 2030 roku wartość wyniesie około 40,0 %"
        " (z prawdopodobieństwem 80 % między 40,0 a 40,0 %)."
        " Bez zmian wartość docelowa, 50,0 %, prawdopodobnie nie zostanie osiągnięta."
        " Dotychczasowa zmiana w ciągu roku: +1,00 pkt proc.; potrzebna od teraz: +2,67 pkt proc."
        " W tym tempie wartość docelowa zostanie osiągnięta w 2040 roku."
    )
    assert english == (
        "If the trend of 2020–2024 goes on, the value in 2030 will be about 40.0%"
        " (with a probability of 80% between 40.0 and 40.0%)."
        " So the target, 50.0%, will probably be missed unless something changes."
        " Change in a year so far: +1.00 percentage points; needed from now on: +2.67 percentage points."
        " At this pace the target will be reached in 2040."
    )


def test_what_is_packed_comes_back_the_same():
    history = [Reading(Period.parse(str(2020 + n)), Decimal(30 + n * n)) for n in range(5)]
    target = Reading(Period.parse("2030"), Decimal(5000))
    found = forecast_of(history, Yardstick(direction="increase", targets=(target,)))
    assert unpacked(Forecast, packed(found)) == found
