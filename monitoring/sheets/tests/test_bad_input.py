"""Files as people send them: each fault is told with its place, in plain words, and nothing is saved."""

import datetime
import io
import struct
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import numbers

from monitoring.campaigns.opening import close_campaign, open_campaign
from monitoring.factories import CampaignFactory
from monitoring.models import IndicatorValue, SheetUpload
from strategy.factories import IndicatorFactory

from .conftest import column, only_fault, put, read, saved
from .open_document import open_document

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("dużo", "„dużo” nie jest liczbą"),
        ("12,5 km", "„12,5 km” nie jest liczbą"),
        ("12 / 15", "dwie liczby stoją w jednej komórce"),
        ("12; 15", "dwie liczby stoją w jednej komórce"),
        ("1.234,5", "można odczytać na dwa sposoby"),
        ("1,234.5", "można odczytać na dwa sposoby"),
        ("=1+1", "W komórce jest formuła (=1+1)"),
        (True, "„Prawda” lub „fałsz” stoi tam, gdzie należy wpisać liczbę"),
        (datetime.datetime(2026, 5, 3), "Data (2026-05-03) stoi tam, gdzie należy wpisać liczbę"),
        ("#N/D!", "Komórka pokazuje błąd #N/D!"),
    ],
)
def test_a_cell_without_one_number(typed, sentence, template, plan_of):
    put(template, 2, value=typed)
    fault = only_fault(plan_of(saved(template)))
    assert (fault["row"], fault["letter"], fault["label"]) == (2, "K", "Wartość")
    assert sentence in fault["message"]


def test_an_error_of_the_spreadsheet(template, plan_of):
    cell = template.worksheets[1].cell(2, column("value"))
    cell.value, cell.data_type = "#N/A", "e"
    assert "#N/A" in only_fault(plan_of(saved(template)))["message"]


def test_a_formula_with_a_result_is_a_formula_still(plan_of, rows):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    page.write_row(0, 0, ["Kod", "Wartość"])
    page.write_row(1, 0, ["4.1"])
    page.write_formula(1, 1, "=SUM(C1:C9)", None, 12.5)
    book.close()
    assert "formuła (=SUM(C1:C9))" in only_fault(plan_of(buffer.getvalue()))["message"]


def test_per_cent_are_understood_where_the_unit_is_per_cent(template, plan_of):
    put(template, 3, value=0.415)
    template.worksheets[1].cell(3, column("value")).number_format = numbers.FORMAT_PERCENTAGE_00
    plan = plan_of(saved(template))
    assert plan["faults"] == []
    assert plan["changes"][0]["fields"][0]["new"] == "41,5"
    assert "odczytano jako 41,5 %" in plan["warnings"][0]["message"]


def test_per_cent_are_refused_where_the_unit_is_another(template, plan_of):
    put(template, 2, value=0.41)
    template.worksheets[1].cell(2, column("value")).number_format = numbers.FORMAT_PERCENTAGE
    assert "41 %, a jednostką nie jest procent" in only_fault(plan_of(saved(template)))["message"]


def test_more_places_than_are_kept_are_rounded_and_told(template, plan_of):
    put(template, 2, value=33.33333333333)
    plan = plan_of(saved(template))
    assert plan["changes"][0]["fields"][0]["new"] == "33,333333"
    assert "Zaokrąglono" in plan["warnings"][0]["message"]


def test_the_dust_of_a_sum_is_not_worth_a_word(template, plan_of):
    put(template, 2, value=0.1 + 0.2)
    plan = plan_of(saved(template))
    assert plan["changes"][0]["fields"][0]["new"] == "0,3"
    assert plan["warnings"] == []


def test_hidden_rows_are_read_and_named(template, plan_of):
    put(template, 3, value=41)
    template.worksheets[1].row_dimensions[3].hidden = True
    plan = plan_of(saved(template))
    assert plan["notices"] == ["Odczytano także 1 ukryty wiersz (3)."]
    assert len(plan["changes"]) == 1


def test_merged_cells(template, plan_of):
    put(template, 2, value=12)
    template.worksheets[1].merge_cells("K2:K3")
    fault = only_fault(plan_of(saved(template)))
    assert (fault["row"], fault["letter"]) == (2, "K")
    assert "K2:K3 są scalone" in fault["message"]


def test_a_value_beside_a_reason(template, plan_of):
    put(template, 2, value=12, reason="Dane będą znane później.")
    fault = only_fault(plan_of(saved(template)))
    assert fault["label"] == "Brak danych, bo"


@pytest.mark.parametrize(("row", "field"), [(2, "numerator"), (4, "value")])
def test_a_number_in_the_wrong_column(row, field, template, plan_of):
    put(template, row, **{field: 5})
    fault = only_fault(plan_of(saved(template)))
    assert "Pozostaw komórkę pustą" in fault["message"]


def test_half_of_a_ratio(template, plan_of):
    put(template, 4, numerator=5)
    assert "licznik i mianownik" in plan_of(saved(template))["faults"][0]["message"]


def test_a_text_that_is_too_long(template, plan_of):
    put(template, 2, value=12, source="x" * 301)
    assert only_fault(plan_of(saved(template)))["label"] == "Źródło"


# --- rows ---


def test_the_file_of_another_municipality(client_of, plan_of, campaign):
    data = read(client_of("other_coordinator").get("/kampanie/2025/wieliczka/plik/pobierz/xlsx/"))
    fault = only_fault(plan_of(data))
    assert "Wiersz jest dla „Wieliczka”, a tu są dane: Skawina" in fault["message"]
    assert "Dotyczy to wszystkich wierszy" in fault["message"]


def test_the_file_of_another_campaign(people, indicators, client_of, plan_of, campaign):
    open_campaign(CampaignFactory(slug="2024", period="2024", indicators=indicators), by=people.office)
    data = read(client_of("member").get("/kampanie/2024/skawina/plik/pobierz/xlsx/"))
    fault = only_fault(plan_of(data))
    assert "Wiersz jest za okres 2024, a kampania pyta o 2025" in fault["message"]
    assert fault["letter"] == "D"


def test_one_row_of_another_municipality(template, plan_of):
    put(template, 3, place="Wieliczka", value=4)
    assert only_fault(plan_of(saved(template)))["label"] == "Gmina"


def test_a_period_that_the_indicator_does_not_have(template, plan_of):
    put(template, 3, period="2025-Q3", value=4)
    message = only_fault(plan_of(saved(template)))["message"]
    assert "Wskaźnik 4.2 jest mierzony co rok i nie ma okresu „2025-Q3”" in message


def test_a_period_that_is_none(template, plan_of):
    put(template, 3, period="zeszły rok", value=4)
    assert "„zeszły rok” nie jest okresem" in only_fault(plan_of(saved(template)))["message"]


def test_an_indicator_that_nobody_knows(plan_of, rows):
    assert "Nie ma wskaźnika „9.9”" in only_fault(plan_of(b"Kod;Warto\xc5\x9b\xc4\x87\n9.9;1\n"))["message"]


def test_an_indicator_that_is_not_asked_for(plan_of, rows, area):
    IndicatorFactory(area=area, code="4.9")
    message = only_fault(plan_of("Kod;Wartość\n4.9;1\n".encode()))["message"]
    assert "Kampania nie pyta tu o wskaźnik 4.9" in message


def test_the_same_row_twice(plan_of, rows):
    fault = only_fault(plan_of("Kod;Wartość\n4.1;12\n4.2;4\n4.1;13\n".encode()))
    assert fault["row"] == 4
    assert "także w wierszu 2" in fault["message"]


def test_a_column_that_was_sorted_alone(template, plan_of):
    page = template.worksheets[1]
    first, second = page.cell(2, column("code")), page.cell(3, column("code"))
    first.value, second.value = second.value, first.value
    faults = plan_of(saved(template))["faults"]
    assert [fault["row"] for fault in faults] == [2, 3]
    assert "identyfikator należy do innego wiersza" in faults[0]["message"]


def test_a_code_that_excel_took_for_a_day(template, plan_of):
    put(template, 2, code=datetime.datetime(2026, 1, 4), value=12.5)
    plan = plan_of(saved(template))
    assert plan["faults"] == []
    assert plan["changes"][0]["code"] == "4.1"


# --- whole files ---


def _refused(answer) -> str:
    assert answer.status_code == 422
    assert SheetUpload.objects.exclude(state="failed").count() == 0
    assert IndicatorValue.objects.filter(state="draft").count() == 0
    return answer.context["errors"][0][1]


def _with_part(name: str, content: bytes) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Kod", "Wartość"])
    book.active.append(["4.1", 12])
    buffer = io.BytesIO(saved(book))
    with ZipFile(buffer, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def test_an_empty_file(send):
    assert _refused(send(b"")) == "Plik jest pusty."


def test_a_file_that_is_too_large(send):
    assert "limit to 10 MB" in _refused(send(b"Kod;x\n" + b"4.1;1\n" * 2_000_000))


def test_a_workbook_with_macros(send):
    assert "makra" in _refused(send(_with_part("xl/vbaProject.bin", b"x"), "dane.xlsm"))


def test_an_open_document_with_macros(send):
    data = open_document({"Dane": [["Kod", "Wartość"]]}, parts=["Basic/Standard/Module1.xml"])
    assert "makra" in _refused(send(data, "dane.ods"))


def test_a_workbook_with_a_password(send):
    name = "EncryptedPackage".encode("utf-16-le")
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + name + struct.pack("<H", len(name) + 2)
    assert "hasł" in _refused(send(container))


def test_an_open_document_with_a_password(send):
    assert "hasł" in _refused(send(open_document({"Dane": [["x"]]}, encrypted=True), "dane.ods"))


def test_an_old_excel_file(send):
    assert ".xls" in _refused(send(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "dane.xls"))


def test_a_zip_bomb(send):
    data = _with_part("xl/media/bomb.xml", bytes(80_000_000))
    assert len(data) < 200_000
    assert "za duży" in _refused(send(data))


def test_a_workbook_that_declares_entities(send):
    evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert "skoroszytu programu Excel" in _refused(send(_with_part("xl/evil.xml", evil)))


def test_a_hundred_thousand_rows(send):
    data = b"Kod;Wartosc\n" + b"".join(b"4.%d;1\n" % number for number in range(100_000))
    assert "więcej niż 20\u00a0000 wierszy" in _refused(send(data, "dane.csv"))


def test_a_hundred_thousand_rows_of_a_workbook(send, monkeypatch):
    monkeypatch.setattr("monitoring.sheets.importing.LARGE_BYTES", 10**9)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    page = book.add_worksheet("Dane")
    for number in range(100_000):
        page.write_row(number, 0, ["4.1", 1])
    book.close()
    assert "więcej niż 20\u00a0000 wierszy" in _refused(send(buffer.getvalue()))


def test_a_picture_with_the_name_of_a_workbook(send):
    message = _refused(send(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "dane.xlsx"))
    assert "nie jest arkusz" in message


def test_a_document_of_another_program(send):
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "skoroszytu programu Excel" in _refused(send(buffer.getvalue(), "dane.docx"))


def test_a_broken_workbook(send, template):
    assert "skoroszytu programu Excel" in _refused(send(saved(template)[:2000]))


def test_headings_alone(send):
    assert "poniżej nagłówków" in _refused(send(b"Kod;Wartosc\n", "dane.csv"))


def test_a_csv_with_the_name_of_a_workbook_is_read_for_what_it_is(plan_of, rows):
    plan = plan_of("Kod;Wartość\n4.1;12,5\n".encode(), "dane.xlsx")
    assert plan["changes"][0]["fields"][0]["new"] == "12,5"


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (('table:formula="of:=SUM([.C1])" office:value-type="float" office:value="3"', "3"), "formuła"),
        (('office:value-type="date" office:date-value="2026-05-03"', "3.05"), "Data (2026-05-03)"),
        (('office:value-type="string"', "#N/D"), "błąd #N/D"),
        (('office:value-type="percentage" office:value="0.41"', "41%"), "41 %"),
        (('office:value-type="float" office:value="3" table:number-rows-spanned="2"', "3"), "scalone"),
    ],
)
def test_odd_cells_of_an_open_document(cell, sentence, plan_of, rows):
    data = open_document({"Dane": [["Kod", "Wartość"], ["4.1", cell]]})
    assert sentence in only_fault(plan_of(data, "dane.ods"))["message"]


def test_a_cell_that_is_repeated_without_end(send):
    cell = ('office:value-type="string" table:number-columns-repeated="60"', "x" * 1_000)
    data = open_document({"Dane": [["Kod", "Wartość"], *[[cell]] * 400]})
    assert len(data) < 1_000_000
    assert "za duży" in _refused(send(data, "dane.ods"))


def test_a_code_that_may_have_lost_its_nought(people, area, campaign, plan_of):
    campaign.indicators.add(IndicatorFactory(area=area, code="4.10"))
    close_campaign(campaign, by=people.office)
    open_campaign(campaign, by=people.office)
    plan = plan_of("Kod;Wartość\n4.1;12\n".encode())
    assert "Odczytano jako 4.1. Jeśli to 4.10" in plan["warnings"][0]["message"]


def test_an_own_table_must_say_the_municipality_where_several_are_asked(client_of, campaign, send):
    home = "/kampanie/2025/wszyscy/plik/"
    send("Kod;Wartość\n4.1;12\n".encode(), home=home, browser=client_of("office"))
    assert "Dodaj kolumnę „Gmina”" in only_fault(SheetUpload.objects.get().plan)["message"]
