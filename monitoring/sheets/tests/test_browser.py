"""A campaign filled in by file, in a real browser, as a coordinator does it: on a desk and on a phone."""

import io

import openpyxl
import pytest

from metropolis.accounts.factories import PASSWORD
from monitoring.campaigns.filling import fill
from monitoring.models import IndicatorValue
from monitoring.values.forms import Answer

from .conftest import HOME, put, saved

pytestmark = pytest.mark.browser
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _send(page, book):
    page.locator("[type=file]").set_input_files(
        {"name": "dane.xlsx", "mimeType": XLSX, "buffer": saved(book)}
    )
    page.get_by_role("button", name="Sprawdź plik").click()


def test_download_fill_in_correct_confirm_and_send(visit, people, campaign):
    team = visit(width=390)
    team.sign_in(people.coordinator, PASSWORD)
    page = team.open("/kampanie/2025/skawina/")
    page.get_by_role("link", name="Wypełnij z pliku").click()
    page.get_by_role("heading", level=1, name="Wypełnij z pliku").wait_for()
    team.check_accessibility()
    team.check_width()

    with page.expect_download() as download:
        page.get_by_role("link", name="Skoroszyt Excela").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    put(book, 2, value=1200)
    put(book, 3, value="41,5 albo 42")
    put(book, 4, numerator=120, denominator=800)
    put(book, 5, reason="Dane będą znane później.")
    _send(page, book)
    page.get_by_role("heading", name="1 błąd w pliku").wait_for()
    page.get_by_role("cell", name="„41,5 albo 42” nie jest liczbą").wait_for()
    assert page.get_by_role("button", name="Zapisz te zmiany").count() == 0
    team.check_accessibility()
    team.check_width()

    put(book, 2, explanation="Otwarto nową trasę.")
    put(book, 3, value=41.5)
    page.get_by_role("link", name="Wyślij inny plik").click()
    _send(page, book)
    page.get_by_role("heading", name="Co się zmieni").wait_for()
    team.check_accessibility()
    team.check_width()
    page.get_by_role("button", name="Zapisz te zmiany").click()
    page.get_by_text("Zapisano z pliku: 4 wiersze").wait_for()
    page.get_by_role("button", name="Wyślij do Biura Stowarzyszenia").click()
    page.get_by_role("heading", name="Co dalej").wait_for()
    assert IndicatorValue.objects.filter(state="submitted").count() == 3


def test_the_preview_of_two_people_in_one_cell_on_a_desk(visit, people, campaign, submission, rows):
    member = visit()
    member.sign_in(people.member, PASSWORD)
    page = member.open(HOME)
    with page.expect_download() as download:
        page.get_by_role("link", name="Skoroszyt Excela").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    fill(submission, {rows[0].pk: Answer(value="13")}, by=people.coordinator)
    put(book, 2, value=12.5)
    _send(page, book)
    page.get_by_role("heading", name="Zmienione od pobrania pliku").wait_for()
    member.check_accessibility()
    page.get_by_role("checkbox", name="Weź z pliku wartość wskaźnika 4.1").check()
    page.get_by_role("button", name="Zapisz te zmiany").click()
    page.get_by_text("Zapisano z pliku: 1 wiersz").wait_for()
    assert str(IndicatorValue.objects.get(state="draft").value.normalize()) == "12.5"
