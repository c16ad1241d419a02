"""The files of an indicator: read back, with exactly the numbers of the page, and safe in a spreadsheet."""

import csv
import io

import pytest
from openpyxl import load_workbook

from monitoring.factories import IndicatorValueFactory, ObservationFactory
from strategy.factories import IndicatorFactory


@pytest.fixture
def indicator(municipality, other_municipality):
    indicator = IndicatorFactory(code="9.1", aggregation="sum", unit_pl="km", precision=2)
    for place, amount in ((municipality, "1234.50"), (other_municipality, "0.25")):
        observation = ObservationFactory(indicator=indicator, municipality=place, period="2024")
        IndicatorValueFactory(observation=observation, value=amount, source="=HYPERLINK(1)", note="-1+2")
    return indicator


def read_csv(client, address):
    answer = client.get(address)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(answer.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    separator = "," if address.startswith("/en/") else ";"
    return list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=separator))


def read_xlsx(client, address):
    return load_workbook(io.BytesIO(client.get(address).content))


def test_the_same_numbers_on_the_page_in_csv_and_in_xlsx(client, indicator):
    page = client.get("/wskazniki/9.1/?widok=tabela").content.decode()
    rows = read_csv(client, "/wskazniki/9.1/dane.csv")
    cells = list(read_xlsx(client, "/wskazniki/9.1/dane.xlsx").worksheets[1].iter_rows(values_only=True))
    column = rows[0].index("Wartość")
    written = [row[column] for row in rows[1:]]
    assert written == ["1234,75", "1234,50", "0,25"]
    assert [row[column] for row in cells[1:]] == [1234.75, 1234.5, 0.25]
    for number in ("1\u00a0234,75", "1\u00a0234,50", "0,25"):
        assert number in page


def test_the_english_file_is_written_the_english_way(client, indicator):
    rows = read_csv(client, "/en/wskazniki/9.1/dane.csv")
    assert rows[0][rows[0].index("Value")] == "Value"
    assert rows[1][rows[0].index("Value")] == "1234.75"


def test_no_cell_can_run_as_a_formula(client, indicator):
    for row in read_csv(client, "/wskazniki/9.1/dane.csv")[1:]:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    sheet = read_xlsx(client, "/wskazniki/9.1/dane.xlsx").worksheets[1]
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


def test_the_first_sheet_says_what_the_file_is(client, indicator):
    book = read_xlsx(client, "/wskazniki/9.1/dane.xlsx")
    words = " ".join(str(cell.value) for line in book.worksheets[0].iter_rows() for cell in line)
    assert "9.1" in words
    assert "Brak danych to nie zero" in words
    assert book.properties.creator in (None, "", "openpyxl")


def test_an_indicator_without_values_gives_files_with_heads_only(client, db):
    IndicatorFactory(code="9.2")
    assert len(read_csv(client, "/wskazniki/9.2/dane.csv")) == 1
    assert read_xlsx(client, "/wskazniki/9.2/dane.xlsx").worksheets[1].max_row == 1
