"""Pages of a past day: what was known then, nothing that came later, and a way back to today."""

import csv
import datetime
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.models import IndicatorValue
from monitoring.values.verification import verify
from strategy.factories import GoalFactory, IndicatorFactory, TargetFactory

PAGES = [
    "/",
    "/obszary/",
    "/obszary/gospodarka/",
    "/cele/4.G/",
    "/wskazniki/",
    "/wskazniki/9.1/",
    "/gminy/",
    "/gminy/skawina/",
]
WITH_VALUES = [
    "/obszary/gospodarka/",
    "/cele/4.G/",
    "/wskazniki/",
    "/wskazniki/9.1/?widok=tabela",
    "/gminy/skawina/",
]


def days_ago(number):
    return timezone.localdate() - datetime.timedelta(days=number)


def moment(day, hour=12):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))


@pytest.fixture
def observation(area, municipality, other_municipality):
    """A value of 100 days ago (111,1), corrected 10 days ago (222,2)."""
    goal = GoalFactory(area=area, code="4.G")
    indicator = IndicatorFactory(code="9.1", area=area, aggregation="mean", unit_pl="km", precision=1)
    indicator.goals.add(goal)
    TargetFactory(indicator=indicator)
    observation = ObservationFactory(indicator=indicator, municipality=municipality, period="2024")
    for amount, ago in (("111.1", 100), ("222.2", 10)):
        IndicatorValueFactory(observation=observation, value=amount, published_at=moment(days_ago(ago)))
    return observation


def on(address, day):
    return f"{address}{'&' if '?' in address else '?'}na-dzien={day.isoformat()}"


@pytest.mark.parametrize("address", WITH_VALUES)
def test_a_page_shows_what_was_known_on_the_day(client, observation, address):
    past, today = client.get(on(address, days_ago(50))), client.get(address)
    assert "111,1" in past.content.decode()
    assert "222,2" not in past.content.decode()
    assert "222,2" in today.content.decode()
    assert "111,1" not in today.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_the_banner_names_the_day_and_leads_back(client, observation, address):
    answer = client.get(on(address, days_ago(50)))
    text = answer.content.decode()
    assert "Widzisz stan na" in text
    assert f'href="{address}"' in text
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in text
    assert '<link rel="canonical" href="http' in text
    assert f'{address}">' in text
    plain = client.get(address)
    assert "Widzisz stan na" not in plain.content.decode()
    assert "X-Robots-Tag" not in plain
    assert 'name="na-dzien"' in plain.content.decode()


KEPT = re.compile(r'href="(/(?:en/)?(?:obszary|cele|wskazniki|gminy)/[^"#]*)"')


@pytest.mark.parametrize("address", PAGES)
def test_links_between_the_pages_keep_the_day(client, observation, address):
    text = client.get(on(address, days_ago(50))).content.decode()
    own = address
    lost = [
        link
        for link in KEPT.findall(text)
        if "na-dzien=" not in link and link != own and not link.startswith("/gminy/skawina/raport")
    ]
    assert lost == []


def test_the_other_language_keeps_the_day(client, observation):
    day = days_ago(50)
    text = client.get(on("/wskazniki/9.1/", day)).content.decode()
    assert f'href="/en/wskazniki/9.1/?na-dzien={day}"' in text
    assert "You see the state as of" in client.get(on("/en/wskazniki/9.1/", day)).content.decode()


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    "day",
    ["abc", "2026-02-30", "31.13.2026", "2999-01-01", "0001-01-01", "9999-12-31", "-1", "1" * 500, "\u0661"],
)
def test_a_day_that_cannot_be_shown_says_what_to_do(client, observation, address, day):
    answer = client.get(address, {"na-dzien": day})
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "Nie można pokazać tego dnia" in text
    assert f'href="{address}"' in text


def test_a_day_before_the_first_value_names_the_first_day(client, observation):
    text = client.get(on("/wskazniki/", days_ago(101))).content.decode()
    assert f"/wskazniki/?na-dzien={days_ago(100)}" in text
    assert client.get(on("/wskazniki/", days_ago(100))).status_code == 200


def test_a_portal_without_values_has_no_past(client, db):
    answer = client.get(on("/wskazniki/", days_ago(1)))
    assert answer.status_code == 400
    assert "Nie opublikowano jeszcze żadnych wartości" in answer.content.decode()


def test_today_is_the_page_as_it_is(client, observation):
    answer = client.get(on("/wskazniki/", days_ago(0)))
    assert answer.status_code == 200
    assert "Widzisz stan na" not in answer.content.decode()


def test_a_day_may_be_written_the_polish_way(client, observation):
    answer = client.get("/wskazniki/", {"na-dzien": days_ago(50).strftime("%d.%m.%Y")})
    assert "111,1" in answer.content.decode()


def test_filters_and_pages_of_the_list_keep_the_day(client, observation):
    day = days_ago(50)
    text = client.get(on("/wskazniki/?dane=tak&obszar=4", day)).content.decode()
    assert f'href="?obszar=4&amp;na-dzien={day}"' in text
    assert f'href="?na-dzien={day}"' in text
    assert f'<input type="hidden" name="na-dzien" value="{day}">' in text


def test_files_follow_the_day(client, observation):
    day = days_ago(50)
    page = client.get(on("/wskazniki/9.1/", day)).content.decode()
    address = on("/wskazniki/9.1/dane.csv", day)
    assert address in page
    answer = client.get(address)
    assert f"wskaznik-9.1_{day}.csv" in answer["Content-Disposition"]
    rows = list(
        csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")), delimiter=";")
    )
    assert {row[3] for row in rows[1:]} == {"111,1"}
    book = load_workbook(io.BytesIO(client.get(on("/wskazniki/9.1/dane.xlsx", day)).content))
    assert {row[3] for row in book.worksheets[1].iter_rows(min_row=2, values_only=True)} == {111.1}
    about = " ".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)
    assert "Stan danych" in about


def test_a_chart_of_a_past_day_is_drawn_from_its_data(client, observation, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    indicator = observation.indicator
    earlier = ObservationFactory(indicator=indicator, municipality=observation.municipality, period="2023")
    IndicatorValueFactory(observation=earlier, value="50", published_at=moment(days_ago(100)))
    text = client.get(on("/wskazniki/9.1/", days_ago(50))).content.decode()
    pictures = re.findall(r'src="(/wskazniki/9\.1/[^"]*na-dzien[^"]*)"', text)
    assert pictures
    assert client.get(pictures[0].replace("&amp;", "&")).status_code == 200


def test_a_value_accepted_late_belongs_to_the_day_of_acceptance(client, observation, people):
    """A past day never changes: what was sent then but verified today was not known then."""
    day = days_ago(50)
    before = client.get(on("/gminy/skawina/", day)).content.decode()
    late = ObservationFactory(
        indicator=observation.indicator, municipality=observation.municipality, period="2023"
    )
    sent = IndicatorValueFactory(
        observation=late, value="333.3", state="submitted", submitted_at=moment(days_ago(60))
    )
    verified = verify(sent, by=people.office)
    assert verified.state == IndicatorValue.State.VERIFIED
    assert verified.published_at.date() == timezone.now().date()
    after = client.get(on("/gminy/skawina/", day)).content.decode()
    assert "333,3" not in after
    assert figures(after) == figures(before)


def figures(text):
    return re.findall(r"<td[^>]*>.*?</td>", text, re.S)


def test_a_past_page_costs_the_same_for_one_row_and_thirty(client, observation, municipality):
    few = costs(client)
    for _ in range(29):
        one = ObservationFactory(
            indicator=IndicatorFactory(area=observation.indicator.area), municipality=municipality
        )
        IndicatorValueFactory(observation=one, published_at=moment(days_ago(90)))
    assert costs(client) == few
    assert max(few.values()) <= 15


def costs(client):
    counted = {}
    for address in PAGES:
        client.get(on(address, days_ago(50)))
        with CaptureQueriesContext(connection) as queries:
            client.get(on(address, days_ago(50)))
        counted[address] = len(queries)
    return counted
