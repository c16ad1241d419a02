"""A file that is exported and imported again changes nothing, whatever its kind and dialect."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metropolis.documents.tables.delimited import Dialect, harmless, read_delimited, told, write_delimited
from monitoring.campaigns.filling import fill
from monitoring.models import SheetUpload
from monitoring.values.forms import Answer

from .conftest import HOME, read, saved
from .open_document import open_document

pytestmark = pytest.mark.django_db
NOTE = "Pierwsze zdanie; drugie, „cytat”\r\n=wzór"


@pytest.fixture
def filled(submission, rows, people):
    """Everything that can stand in a row: numbers to the last place, a ratio, a reason, awkward texts."""
    answers = {
        rows[0].pk: Answer(value="123456789.123456", note=NOTE, source="-", explanation="'=x"),
        rows[1].pk: Answer(value="41,5", source="'= GUS"),
        rows[2].pk: Answer(numerator="120", denominator="800", note="+1"),
        rows[3].pk: Answer(reason="@Nikt ich nie zbiera"),
    }
    result = fill(submission, answers, by=people.member)
    assert len(result.saved) == 4, result.errors
    return submission


def _nothing_changes(plan):
    assert plan["faults"] == []
    assert plan["changes"] == []
    assert plan["conflicts"] == []
    assert plan["warnings"] == []
    assert plan["unchanged"] == 4


@pytest.mark.parametrize("kind", ["xlsx", "csv-excel", "csv-programy"])
def test_the_file_as_it_was_downloaded(kind, filled, member, plan_of):
    _nothing_changes(plan_of(read(member.get(f"{HOME}pobierz/{kind}/")), f"dane.{kind[:4]}"))


@pytest.mark.parametrize("kind", ["xlsx", "csv-excel", "csv-programy"])
def test_an_empty_file_as_it_was_downloaded(kind, member, plan_of):
    _nothing_changes(plan_of(read(member.get(f"{HOME}pobierz/{kind}/"))))


def test_a_workbook_that_another_program_has_saved(filled, template, plan_of):
    _nothing_changes(plan_of(saved(template)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("comma", [True, False])
def test_every_dialect_of_csv(encoding, separator, comma, filled, member, plan_of):
    kind = "csv-excel" if comma else "csv-programy"
    sheet, _dialect = read_delimited(read(member.get(f"{HOME}pobierz/{kind}/")))
    lines = [[harmless(cell) for cell in cells] for _number, cells in sheet.rows]
    _nothing_changes(plan_of(write_delimited(lines, Dialect(encoding, separator, "\n")), "dane.csv"))


def test_an_open_document(filled, template, plan_of):
    rows = [[cell.value for cell in row] for row in template.worksheets[1].iter_rows()]
    _nothing_changes(plan_of(open_document({"Instrukcja": [["Kod"]], "Dane kampanii": rows}), "dane.ods"))
    assert SheetUpload.objects.get().kind == "ods"


def test_the_export_in_english_is_read_on_the_polish_page(filled, client_of, plan_of):
    _nothing_changes(plan_of(read(client_of("member").get(f"/en{HOME}pobierz/xlsx/"))))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40))
def test_no_text_is_changed_by_being_made_harmless(words):
    assert told(harmless(words)) == words


@given(st.text(alphabet="'=+-@ab\t", max_size=6))
def test_no_risky_text_is_changed_by_being_made_harmless(words):
    assert told(harmless(words)) == words
    assert not harmless(words).startswith(("=", "+", "-", "@", "\t"))


def test_a_number_is_written_as_excel_reads_it(filled, member):
    text = read(member.get(f"{HOME}pobierz/csv-excel/")).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [line["Wartość"] for line in lines] == ["123456789,123456", "41,5", "", ""]
    book = openpyxl.load_workbook(io.BytesIO(read(member.get(f"{HOME}pobierz/xlsx/"))))
    values = [cell.value for cell in book.worksheets[1]["K"]][1:3]
    assert [Decimal(str(value)) for value in values] == [Decimal("123456789.123456"), Decimal("41.5")]
