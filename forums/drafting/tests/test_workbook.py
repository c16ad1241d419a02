"""The workbook: safe, typed, readable, about nobody; and files that are refused with a reason."""

import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from forums.drafting.naming import all_names
from forums.drafting.reading import draft_content
from forums.drafting.workbook import actions_workbook
from forums.drafting.workbook_reading import read_workbook
from forums.tests.plan_world import add_item, draft_plan
from metropolis.documents.tables.guards import NotReadable


@pytest.fixture
def data(area, people):
    plan = draft_plan(area)
    risky = {"title": "=HYPERLINK(1)", "start": "2027-01-01", "cost": "1000.50"}
    add_item(plan, "action", "4.P1.3", risky, order=3)
    return actions_workbook(draft_content(plan), source="wersja 2", lists=all_names())


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_sheets_come_in_order_the_guide_first(data):
    book = opened(data)
    assert book.sheetnames == [
        "Jak czytać",
        "Działania",
        "Kamienie milowe",
        "Wskaźniki produktu",
        "Finansowanie",
        "Listy",
    ]
    assert book["Jak czytać"]["A2"].value == "wersja 2"
    assert (book["Działania"].freeze_panes, book["Działania"].auto_filter.ref) == ("C2", "A1:R4")


def test_cells_have_types_and_none_is_a_formula(data):
    sheet = opened(data)["Działania"]
    assert sheet["O4"].is_date
    assert (sheet["Q4"].value, sheet["Q4"].number_format) == (1000.5, "#,##0.00")
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert not any(b"<f>" in archive.read(name) for name in archive.namelist() if "worksheets/" in name)
    assert sheet["B4"].style_id != sheet["B3"].style_id  # the sign that makes Excel keep it a text


def test_the_properties_name_nobody(data):
    properties = opened(data).properties
    assert (properties.creator or "", properties.lastModifiedBy or "") == ("", "")


def zipped(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


def rows_of(count):
    book = openpyxl.Workbook()
    book.active.append(["Tytuł"])
    for number in range(count):
        book.active.append([f"Działanie {number}"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def lone_cell(address):
    book = openpyxl.Workbook()
    book.active["A1"], book.active[address] = "Tytuł", "x"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0" + b"\x00" * 600


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"x" * 24_000_000, "24 MB, and the limit is 10 MB"),
        (OLE, "old Excel file (.xls)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"a;b\n1;2\n", "not an Excel workbook"),
        (b"PK\x03\x04 broken", "not an Excel workbook"),
        (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "not an Excel workbook"),
        (zipped(**{"xl__workbook.xml": "<a/>"}), "not an Excel workbook"),
        (zipped(**{"xl__workbook.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "not an Excel workbook"),
        (zipped(**{"xl__workbook.xml": "<a/>", "xl__vbaProject.bin": "x"}), "macros"),
        (zipped(**{"xl__workbook.xml": b"0" * 70_000_000}), "too large"),
        (rows_of(5_001), "more than 5,000 rows"),
        (rows_of(0), "no rows"),
        (lone_cell("A30000"), "below row 20,000"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_read_says_why(content, words):
    with translation.override("en"), pytest.raises(NotReadable) as refused:
        read_workbook(SimpleUploadedFile("plik.xlsx", content))
    assert words in refused.value.message


def test_a_lone_sheet_of_another_name_is_the_one_of_actions():
    sheets = read_workbook(SimpleUploadedFile("plik.xlsx", rows_of(2)))
    assert sheets["actions"]["header"] == ["Tytuł"]
    assert sheets["actions"]["rows"] == [[2, ["Działanie 0"]], [3, ["Działanie 1"]]]
