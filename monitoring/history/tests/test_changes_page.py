"""The page and the files of what changed between two days."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.models import ProgressReport, Snapshot
from strategy.factories import GoalFactory, IndicatorFactory, TargetFactory, ThematicAreaFactory

from .test_past_pages import days_ago, moment


@pytest.fixture
def indicator(area):
    """Falls behind its target between the 60th and the 20th day before today."""
    goal = GoalFactory(area=area, code="4.G", text_pl="Cel z ruchem")
    indicator = IndicatorFactory(
        code="9.1",
        name_pl="Drogi rowerowe",
        area=area,
        scope="metropolis",
        aggregation="reported",
        direction="increase",
        precision=1,
        unit_pl="km",
        baseline_period="2020",
        baseline_value=0,
    )
    indicator.goals.add(goal)
    TargetFactory(indicator=indicator, period="2030", value=100)
    whole = ObservationFactory(indicator=indicator, municipality=None, period="2025")
    IndicatorValueFactory(observation=whole, value="50", published_at=moment(days_ago(60)))
    IndicatorValueFactory(
        observation=whole, value="40", published_at=moment(days_ago(20)), note="=Poprawiono po kontroli"
    )
    return indicator


@pytest.fixture
def municipal(municipality, other_municipality):
    """Complete for the first time, with first data, 15 days ago."""
    indicator = IndicatorFactory(code="9.2", name_pl="Przychodnie", aggregation="sum", precision=0)
    for place in (municipality, other_municipality):
        observation = ObservationFactory(indicator=indicator, municipality=place, period="2024")
        IndicatorValueFactory(
            observation=observation, value=7, published_at=moment(days_ago(15)), source="Sprawozdanie gminy"
        )
    return indicator


def between(first, last, **more):
    return {"od": days_ago(first).isoformat(), "do": days_ago(last).isoformat(), **more}


def page(client, parameters, prefix=""):
    answer = client.get(f"{prefix}/zmiany/", parameters)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_moved_is_named_with_its_words(client, indicator, municipal):
    text = page(client, between(50, 0))
    assert (
        "pogorszył się stan 1 celu, gorszy status ma 1 wskaźnik, przybyły 2 wartości, poprawiono 1 wartość"
        in text
    )
    assert "Cel z ruchem" in text
    assert "50,0\u00a0km" in text
    assert "40,0\u00a0km" in text
    assert "=Poprawiono po kontroli" in text
    assert "na dobrej drodze" in text or "zgodnie z planem" in text
    assert "Przychodnie" in text.split("Pierwsze dane wskaźnika")[1]
    assert "Przychodnie</a>, 2024" in text.split("teraz kompletne")[1]


def test_the_other_way_round_is_the_same_question(client, indicator):
    assert page(client, between(0, 50)).count("Cel z ruchem") == page(client, between(50, 0)).count(
        "Cel z ruchem"
    )


def test_a_day_with_itself_shows_nothing(client, indicator, municipal):
    text = page(client, between(30, 30))
    assert "nic się nie zmieniło" in text
    assert "Cel z ruchem" not in text


def test_a_municipality_shows_its_values_and_no_status(client, indicator, municipal):
    text = page(client, between(50, 0, gmina="skawina"))
    assert "przybyła 1 wartość" in text
    assert "Cel z ruchem" not in text
    assert "Statusy dotyczą całej metropolii" in text


def test_an_area_narrows_everything(client, indicator, municipal):
    text = page(client, between(50, 0, obszar="4"))
    assert "Cel z ruchem" in text
    assert "Przychodnie" not in text
    ThematicAreaFactory(code="7")
    assert "nic się nie zmieniło" in page(client, between(50, 0, obszar="7"))


def test_before_the_first_value_everything_is_new_and_the_page_says_so(client, indicator):
    text = page(client, between(200, 0))
    assert "Wszystko jest więc nowe" in text


@pytest.mark.parametrize("name", ["od", "do"])
@pytest.mark.parametrize("day", ["abc", "2999-01-01", "1999-12-31", "0001-01-01"])
def test_days_that_cannot_be_compared_say_what_to_do(client, db, name, day):
    answer = client.get("/zmiany/", {name: day})
    assert answer.status_code == 400
    assert "Nie można porównać tych dni" in answer.content.decode()
    assert client.get("/zmiany/dane.csv", {name: day}).status_code == 400


def test_a_filter_that_means_nothing_is_left_out_with_a_word(client, indicator):
    assert "Nie ma filtra „nigdzie”" in page(client, {"gmina": "nigdzie"})


def test_shortcuts_lead_to_the_questions_often_asked(client, indicator, people):
    text = page(client, {})
    assert "ostatnie 30 dni" in text
    assert "od początku roku" in text
    assert "od ostatniego raportu" not in text
    ProgressReport.objects.create(
        slug="r", title_pl="R", title_en="R", period="2024", as_of=days_ago(40), state="published",
        published_at=moment(days_ago(39)), created_by=people.office,
        snapshot=Snapshot.objects.create(content={}, sha256="0"),
    )  # fmt: skip
    text = page(client, {})
    assert "od ostatniego raportu" in text
    assert f"od={days_ago(40)}" in text


def test_english_is_english(client, indicator, municipal):
    text = page(client, between(50, 0), "/en")
    assert "1 goal slipped, 1 indicator has a worse status, 2 values are new, 1 value was revised" in text
    assert "What changed between" in text


def test_the_files_hold_what_the_page_shows(client, indicator, municipal):
    query = between(50, 0)
    answer = client.get("/zmiany/dane.csv", query)
    assert f"zmiany_{days_ago(50)}_{days_ago(0)}.csv" in answer["Content-Disposition"]
    rows = list(
        csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")), delimiter=";")
    )
    revised = next(row for row in rows if row[0] == "Wartość: poprawiona")
    assert revised[5:7] == ["50,0", "40,0"]
    assert revised[9] == "'=Poprawiono po kontroli"
    book = load_workbook(io.BytesIO(client.get("/zmiany/dane.xlsx", query).content))
    cells = list(book.worksheets[1].iter_rows(values_only=True))
    assert len(cells) == len(rows)
    assert (50, 40) in [row[5:7] for row in cells]
    assert all(cell.data_type != "f" for line in book.worksheets[1].iter_rows() for cell in line)
    about = " ".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)
    assert "poprawiono 1 wartość" in about
    assert book.properties.creator in (None, "", "openpyxl")


def test_a_long_list_is_cut_on_the_page_and_whole_in_the_file(client, indicator, municipality):
    for number in range(30):
        one = ObservationFactory(indicator__code=f"8.{number}", municipality=municipality)
        IndicatorValueFactory(observation=one, published_at=moment(days_ago(5)))
    text = page(client, between(50, 0))
    assert "Strona pokazuje pierwsze 25 z 30." in text
    answer = client.get("/zmiany/dane.csv", between(50, 0))
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert content.count("Wartość: nowa") == 30


def test_an_unknown_file_format_is_not_found(client, db):
    assert client.get("/zmiany/dane.exe").status_code == 404


def test_drafts_are_nowhere(client, indicator, municipality):
    observation = ObservationFactory(indicator__name_pl="Tajne", municipality=municipality)
    IndicatorValueFactory(observation=observation, value=77, state="draft")
    assert "Tajne" not in page(client, between(50, 0))


def test_the_page_costs_the_same_for_one_row_and_thirty(client, indicator, area, municipality):
    few = cost(client)
    for _ in range(29):
        one = IndicatorFactory(area=area)
        one.goals.add(GoalFactory(area=area))
        observation = ObservationFactory(indicator=one, municipality=municipality)
        IndicatorValueFactory(observation=observation, published_at=moment(days_ago(5)))
    assert cost(client) == few
    assert few[0] <= 15


def cost(client):
    """Queries of the first reader after a change, and of the next one."""
    counted = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get("/zmiany/", between(50, 0))
        counted.append(len(queries))
    return counted
