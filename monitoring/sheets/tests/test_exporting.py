"""The file of a campaign as a person opens it."""

import io
from zipfile import ZipFile

import openpyxl
import pytest

from monitoring.campaigns.filling import fill
from monitoring.sheets.columns import COLUMNS
from monitoring.values.forms import Answer

from .conftest import HOME, column, read

pytestmark = pytest.mark.django_db


def test_the_first_sheet_explains_every_column(template):
    guide = template.worksheets[0]
    words = {cell.value for row in guide.iter_rows() for cell in row}
    assert {str(one.label) for one in COLUMNS} <= words
    assert "Dane za 2025 rok: Skawina" in words


def test_only_inputs_of_the_right_kind_can_be_changed(template):
    page = template.worksheets[1]
    assert page.protection.sheet
    assert not page.protection.password

    def is_open(row, field):
        return not page.cell(row, column(field)).protection.locked

    assert is_open(2, "value")
    assert not is_open(2, "numerator")
    assert is_open(4, "numerator")
    assert not is_open(4, "value")
    assert not any(is_open(2, field) for field in ("code", "unit", "period", "last", "key"))


def test_a_row_shows_its_unit_and_the_last_value_with_its_source(template):
    page = template.worksheets[1]
    fields = ("code", "unit", "last", "last_period", "last_source")
    texts = [page.cell(2, column(field)).value for field in fields]
    assert texts == ["4.1", "km", 12, "2024", "GUS"]
    assert page.freeze_panes == "C2"


def test_reasons_are_a_list_that_allows_own_words(template):
    [rule] = [one for one in template.worksheets[1].data_validations.dataValidation if one.type == "list"]
    assert "Listy" in rule.formula1
    assert rule.errorStyle == "warning"


def test_the_file_names_its_language_and_nobody(member):
    with ZipFile(io.BytesIO(read(member.get(f"{HOME}pobierz/xlsx/")))) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert "<dc:language>pl</dc:language>" in core
    assert "<dc:creator></dc:creator>" in core
    assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in core


def test_no_cell_can_run_as_a_formula(member, submission, rows, people):
    evil = '=HYPERLINK("http://example.org")'
    fill(submission, {rows[0].pk: Answer(value="12", note=evil, source="@SUM(1)")}, by=people.member)
    book = openpyxl.load_workbook(io.BytesIO(read(member.get(f"{HOME}pobierz/xlsx/"))))
    cell = book.worksheets[1].cell(2, column("note"))
    assert (cell.value, cell.data_type) == (evil, "s")
    assert cell.quotePrefix
    text = read(member.get(f"{HOME}pobierz/csv-excel/")).decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert "'@SUM" in text


def test_the_office_takes_the_rows_of_all(client_of, campaign):
    text = read(client_of("office").get("/kampanie/2025/wszyscy/plik/pobierz/csv-excel/")).decode("utf-8-sig")
    assert len(text.splitlines()) == 1 + 2 * 4
    assert "Wieliczka" in text


def test_the_file_costs_the_same_for_one_row_and_for_four(member, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        member.get(f"{HOME}pobierz/xlsx/")
