"""The early-warning list as the Office sees it."""

import datetime
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.status.forecasts import refresh
from strategy.factories import IndicatorFactory, TargetFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/wczesne-ostrzezenia/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime.datetime(2025, 6, 1, 12, tzinfo=datetime.UTC), tick=False):
        yield


def lagging(code, year="2030"):
    made = IndicatorFactory(
        code=code, scope="metropolis", aggregation="reported", direction="increase", frequency="year",
        unit="%", precision=1, baseline_period="2019", baseline_value=Decimal(29),
    )  # fmt: skip
    TargetFactory(indicator=made, period=year, value=Decimal(90))
    for n, value in enumerate((30, 31, 32, 33, 34)):
        observation = ObservationFactory(indicator=made, municipality=None, period=str(2020 + n))
        IndicatorValueFactory(observation=observation, value=Decimal(value))
    return made


def read(browser, address=ADDRESS):
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def test_the_most_urgent_comes_first_with_its_reason(client_of):
    lagging("4.1"), lagging("4.2", year="2026")
    refresh()
    text = read(client_of("office"))
    assert text.index("/wskazniki/4.2/") < text.index("/wskazniki/4.1/")
    assert "W dotychczasowym tempie (+1,00 pkt proc. rocznie)" in text
    assert "działać od razu" in text


def test_my_tasks_of_the_office_lead_there(client_of):
    browser = client_of("office")
    assert "Żadnemu wskaźnikowi" in read(browser, "/moje-zadania/")
    lagging("4.1")
    refresh()
    assert "1 wskaźnik wymaga działania" in read(browser, "/moje-zadania/")


def test_an_empty_list_says_so(client_of):
    assert "Nic nie wymaga działania" in read(client_of("office"))


def test_the_list_costs_the_same_for_one_row_and_for_many(client_of):
    browser = client_of("office")

    def queries():
        refresh()
        read(browser)
        with CaptureQueriesContext(connection) as captured:
            read(browser)
        return len(captured)

    lagging("4.1")
    one = queries()
    for n in range(8):
        lagging(f"5.{n}")
    assert queries() == one <= 15
