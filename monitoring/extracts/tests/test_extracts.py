"""Extracts for the yearly report of a municipality: the made files are read back."""

import datetime
import io
import zipfile

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx.oxml.ns import qn
from openpyxl import load_workbook

from monitoring.extracts.reading import offered_years, year_before
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from strategy.actions.models import Milestone
from strategy.factories import ActionFactory, ActionPlanFactory, IndicatorFactory
from strategy.indicators.periods import Period

ADDRESS = "/gminy/skawina/raport-o-stanie-gminy/2024"


def value(indicator, municipality, amount, period="2024", **fields):
    observation = ObservationFactory(indicator=indicator, municipality=municipality, period=period)
    return IndicatorValueFactory(observation=observation, value=amount, **fields)


@pytest.fixture
def strategy(area, municipality, other_municipality):
    """Two years of one indicator, one without data, one with quarters; an action with a milestone."""
    roads = IndicatorFactory(
        code="9.1", area=area, name_pl="Drogi rowerowe", name_en="Cycle paths", aggregation="sum",
        unit_pl="km", precision=1,
    )  # fmt: skip
    value(roads, municipality, "10.5", "2023")
    value(roads, municipality, "12.0", source="Zarząd Dróg", note="=Pomiar z mapy")
    value(roads, other_municipality, "30.0")
    IndicatorFactory(code="9.2", area=area, name_pl="Bez danych", frequency="two_years")
    quarters = IndicatorFactory(code="9.3", area=area, name_pl="Kwartały", frequency="quarter", precision=0)
    value(quarters, municipality, 5, "2024-Q3")
    value(quarters, municipality, 7, "2024-Q4")
    value(quarters, municipality, 4, "2023-Q4")
    IndicatorFactory(code="9.4", area=area, name_pl="Cała metropolia", scope="metropolis")
    plan = ActionPlanFactory(area=area)
    action = ActionFactory(
        plan=plan, code="4.P1.1", title="Wspólny bilet", lead_municipality=municipality,
        start=datetime.date(2025, 1, 1), end=datetime.date(2026, 6, 30),
    )  # fmt: skip
    Milestone.objects.create(action=action, key="m1", name="Umowa podpisana", due=datetime.date(2025, 5, 31))
    ActionFactory(plan=plan, code="4.P1.2", title="Obowiązek", is_obligatory=True)
    ActionFactory(plan=plan, code="4.P1.3", title="Nie nasze", lead_municipality=other_municipality)
    ActionFactory(
        plan=plan,
        code="4.P1.4",
        title="Wycofane",
        lead_municipality=municipality,
        withdrawn_at=timezone.now(),
    )
    return roads


def word(client, address=f"{ADDRESS}.docx"):
    answer = client.get(address)
    assert answer.status_code == 200
    return docx.Document(io.BytesIO(answer.content)), answer


def rows_of(document):
    return [[cell.text.strip() for cell in row.cells] for table in document.tables for row in table.rows]


def excel(client, address=f"{ADDRESS}.xlsx"):
    answer = client.get(address)
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.content)), answer


def test_word_shows_both_years_the_change_and_the_metropolis_with_its_coverage(client, strategy):
    document, answer = word(client)
    rows = rows_of(document)
    roads = next(row for row in rows if row[0].startswith("9.1 Drogi"))
    assert roads[1:5] == ["10,5", "12,0", "+1,5", "42,0 (2 z\u00a02 gmin)"]
    assert 'filename="raport-o-stanie-gminy_skawina_2024.docx"' in answer["Content-Disposition"]


def test_a_part_of_the_year_is_compared_with_the_same_part_of_the_year_before(client, strategy):
    quarters = next(row for row in rows_of(word(client)[0]) if row[0].startswith("9.3"))
    assert quarters[1:4] == ["4 (IV kwartał 2023)", "7 (IV kwartał 2024)", "+3"]


def test_a_year_without_values_still_shows_those_of_the_year_before(client, strategy, municipality):
    survey = IndicatorFactory(code="9.5", frequency="two_years", precision=0)
    value(survey, municipality, 3, "2023")
    rows = rows_of(word(client, f"{ADDRESS[:-4]}2025.docx")[0])
    roads = next(row for row in rows if row[0].startswith("9.1 Drogi"))
    assert roads[1:5] == ["12,0", "brak danych", "brak porównania", "brak wartości"]
    assert next(row for row in rows if row[0].startswith("9.5"))[1] == "3 (2023)"


def test_a_value_of_an_indicator_of_the_metropolis_is_in_it_too(client, strategy, municipality):
    value(IndicatorFactory(code="9.6", scope="metropolis", precision=0), municipality, 8)
    rows = rows_of(word(client)[0])
    assert next(row for row in rows if row[0].startswith("9.6"))[2] == "8"
    assert not any(row[0].startswith("9.4") for row in rows)


def test_word_says_plainly_what_is_missing(client, strategy):
    document, _answer = word(client)
    text = "\n".join(one.text for one in document.paragraphs).replace("\u00a0", " ")
    assert "9.2 Bez danych (co dwa lata)" in text.split("Czego brakuje")[-1]
    missing = next(row for row in rows_of(document) if row[0].startswith("9.2"))
    assert missing[1:4] == ["brak danych", "brak danych", "brak porównania"]
    assert "Zweryfikowane wartości za 2024 rok: 2 z 3 wskaźników mierzonych dla gmin." in text
    assert "To nie jest porada prawna" in text
    assert "art. 28aa" in text
    assert "31 maja 2025" in text


def test_actions_with_their_schedule_and_only_those_of_the_municipality(client, strategy):
    document, _answer = word(client)
    words = str(rows_of(document))
    assert "Wspólny bilet" in words
    assert "01.01.2025 – 30.06.2026" in words.replace("\\xa0", " ")
    assert "Umowa podpisana" in words
    assert "Obowiązek" in words
    assert "Nie nasze" not in words
    assert "Wycofane" not in words


def test_word_has_real_headings_table_heads_language_and_no_person(client, strategy):
    document, answer = word(client)
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert [one[:2] for one in headings] == [f"{n}." for n in range(1, 8)]
    assert any(one.style.name == "Heading 2" for one in document.paragraphs)
    data = [table for table in document.tables if len(table.columns) > 2]
    assert data
    for table in data:
        assert table._tbl.findall(f".//{qn('w:tblHeader')}")
        assert table._tbl.findall(f".//{qn('w:tblCaption')}")
    properties = document.core_properties
    assert properties.language == "pl-PL"
    assert properties.author == "Stowarzyszenie Metropolia Krakowska"
    assert properties.last_modified_by == properties.author
    assert "Skawina" in properties.title
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert not any("media" in name or "thumbnail" in name for name in names)


def test_excel_explains_itself_first_and_holds_numbers_and_dates(client, strategy):
    book, answer = excel(client)
    assert book.sheetnames == ["O pliku", "Wskaźniki", "Działania", "Kamienie milowe"]
    about = " ".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)
    assert "art. 28aa" in about
    assert "9.2 Bez danych" in about
    heads, *rows = book.worksheets[1].iter_rows(values_only=True)
    roads = dict(zip(heads, next(row for row in rows if row[1] == "9.1"), strict=True))
    assert (roads["Wartość"], roads["Wartość wcześniejsza"], roads["Zmiana"]) == (12, 10.5, 1.5)
    assert (roads["Metropolia"], roads["Źródło"], roads["Uwagi"]) == (42, "Zarząd Dróg", "=Pomiar z mapy")
    assert (
        dict(zip(heads, next(row for row in rows if row[1] == "9.2"), strict=True))["Wartość"]
        == "brak danych"
    )
    actions = list(book.worksheets[2].iter_rows(min_row=2, values_only=True))
    assert actions[0][0] == "4.P1.1"
    assert actions[0][4] == datetime.datetime(2025, 1, 1)
    assert book.worksheets[3]["C2"].value == "Umowa podpisana"
    assert all(cell.data_type != "f" for sheet in book for line in sheet.iter_rows() for cell in line)
    assert book.properties.creator == "Stowarzyszenie Metropolia Krakowska"
    assert 'filename="raport-o-stanie-gminy_skawina_2024.xlsx"' in answer["Content-Disposition"]


def test_word_and_excel_and_the_page_show_the_same_number(client, strategy):
    page = client.get("/gminy/skawina/").content.decode()
    roads = next(row for row in rows_of(word(client)[0]) if row[0].startswith("9.1 Drogi"))
    number = next(
        row for row in excel(client)[0].worksheets[1].iter_rows(values_only=True) if row[1] == "9.1"
    )[5]
    assert f"{number:.1f}".replace(".", ",") == roads[2]
    assert f"{roads[2]}\u00a0km" in page


def test_english_when_asked_in_english(client, strategy):
    document, answer = word(client, f"/en{ADDRESS}.docx")
    text = "\n".join(one.text for one in document.paragraphs).replace("\u00a0", " ")
    assert "Verified values of 2024: 2 of 3 indicators" in text
    assert document.core_properties.language == "en-GB"
    assert "skawina_2024_en.docx" in answer["Content-Disposition"]
    assert excel(client, f"/en{ADDRESS}.xlsx")[0].sheetnames[0] == "About"


def test_a_municipality_without_anything_gets_a_file_that_says_so(client, municipality):
    document, _answer = word(client)
    text = "\n".join(one.text for one in document.paragraphs)
    assert "Żadnego wskaźnika strategii nie mierzy się jeszcze dla gmin." in text.replace("\u00a0", " ")
    assert "Żaden plan, który obowiązuje" in text.replace("\u00a0", " ")
    assert excel(client)[0].worksheets[1].max_row == 1


def test_drafts_and_returned_values_are_not_in_it(client, strategy, municipality):
    for state in ("draft", "submitted", "returned", "provisional"):
        value(IndicatorFactory(name_pl=f"Tajne {state}"), municipality, 777, state=state)
    assert "777" not in str(rows_of(word(client)[0]))


@pytest.mark.parametrize(
    "address", ["1999.docx", "2999.xlsx", "2024.pdf", "2024.exe", "99999999999999999999.docx"]
)
def test_other_years_and_kinds_are_not_found(client, municipality, address):
    assert client.get(f"/gminy/skawina/raport-o-stanie-gminy/{address}").status_code == 404
    assert client.get(f"/gminy/nigdzie/raport-o-stanie-gminy/{address}").status_code == 404


def test_the_page_of_a_municipality_leads_to_the_last_whole_year_first(client, strategy):
    page = client.get("/gminy/skawina/").content.decode()
    last = timezone.localdate().year - 1
    links = page.split("raport-o-stanie-gminy/")
    assert links[1].startswith(f"{last}.docx")
    assert links[2].startswith(f"{last}.xlsx")
    assert "raport-o-stanie-gminy/2023.docx" in page


def test_which_years_are_offered():
    assert offered_years(set(), datetime.date(2026, 11, 26)) == [2025]
    assert offered_years({2026, 2020, 1990}, datetime.date(2026, 1, 1)) == [2025, 2020]
    assert offered_years(set(range(2001, 2026)), datetime.date(2026, 1, 1)) == [2025, 2024, 2023, 2022, 2021]


@pytest.mark.parametrize(
    ("period", "frequency", "before"),
    [
        ("2024", "year", "2023"),
        ("2024", "two_years", "2022"),
        ("2024-Q3", "quarter", "2023-Q3"),
        ("2024-H1", "half_year", "2023-H1"),
        ("2024-07", "month", "2023-07"),
    ],
)
def test_the_same_part_of_the_year_before(period, frequency, before):
    assert year_before(Period.parse(period), frequency).code == before


def test_an_extract_costs_the_same_for_one_row_and_thirty(client, strategy, area, municipality):
    few = cost(client)
    for number in range(29):
        value(IndicatorFactory(area=area), municipality, 5)
        action = ActionFactory(plan__area=area, code=f"7.P{number}", lead_municipality=municipality)
        Milestone.objects.create(action=action, key="m1", name="Krok")
    assert cost(client) == few
    assert max(few) <= 15


def cost(client):
    counted = []
    for kind in ("docx", "xlsx"):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{ADDRESS}.{kind}")
        counted.append(len(queries))
    return counted
