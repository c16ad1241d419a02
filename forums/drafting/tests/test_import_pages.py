"""The pages of the import: template, upload, preview, columns, confirmation."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forums.drafting.editing import save_part
from forums.drafting.reading import draft_content
from forums.models import ActionImport
from forums.tests.plan_world import draft_plan

HEADER = ["Kod", "Tytuł", "Rozpoczęcie", "Koszt w zł"]


@pytest.fixture
def plan(area, people):
    return draft_plan(area)


def workbook(*rows, header=HEADER):
    book = openpyxl.Workbook()
    book.active.title = "Działania"
    for row in [header, *rows]:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return SimpleUploadedFile("nasze działania.xlsx", buffer.getvalue())


def send(browser, plan, *rows, **kwargs):
    """Uploads and follows to the preview."""
    address = reverse("draft_import", args=[plan.slug])
    return browser.post(address, {"file": workbook(*rows, **kwargs)}, follow=True)


def test_a_file_goes_from_upload_to_the_draft(client_of, plan):
    browser = client_of("forum_member")
    page = send(browser, plan, ["4.P1.1", "Jeden bilet"], [None, "Nowe"])
    assert page.status_code == 200
    text = page.content.decode()
    assert "nasze działania.xlsx" in text
    assert "<ins" in text
    done = browser.post(page.request["PATH_INFO"], {"save": "1"}, follow=True)
    assert "1 nowe działanie, 1 zmienione działanie" in done.content.decode()
    assert [action.title for action in draft_content(plan).actions] == [
        "Jeden bilet",
        "Parkingi przy stacjach",
        "Nowe",
    ]
    again = browser.post(page.request["PATH_INFO"], {"save": "1"}, follow=True)
    assert "już zapisany" in again.content.decode()
    assert len(draft_content(plan).actions) == 3


def test_a_wrong_file_is_explained_at_the_field(client_of, plan):
    browser = client_of("office")
    address = reverse("draft_import", args=[plan.slug])
    page = browser.post(address, {"file": SimpleUploadedFile("a.xlsx", b"")})
    assert page.status_code == 422
    assert page.content.decode().count("Plik jest pusty.") == 2
    assert browser.post(address, {}).status_code == 422
    assert not ActionImport.objects.exists()


def test_errors_are_listed_by_cell_and_cannot_be_saved(client_of, plan):
    browser = client_of("forum_member")
    page = send(browser, plan, ["4.P1.1", "", None, "dużo"])
    text = page.content.decode()
    assert "B2" in text
    assert "„dużo” to nie jest liczba" in text
    assert 'name="save"' not in text
    assert browser.post(page.request["PATH_INFO"], {"save": "1"}).status_code == 422
    assert draft_content(plan).action("4.P1.1").title == "Wspólny bilet"


def test_the_person_chooses_what_a_column_is(client_of, plan):
    browser = client_of("forum_member")
    page = send(browser, plan, ["4.P1.1", "Jeden bilet"], header=["Numer", "Nazwa działania"])
    assert "2 kolumny nie są importowane" in page.content.decode()
    address = page.request["PATH_INFO"]
    twice = browser.post(address, {"map": "1", "column-0": "title", "column-1": "title"})
    assert twice.status_code == 422
    assert "Dwie kolumny" in twice.content.decode()
    page = browser.post(address, {"map": "1", "column-0": "code", "column-1": "title"}, follow=True)
    assert "Jeden" in page.content.decode()
    browser.post(address, {"save": "1"})
    assert draft_content(plan).action("4.P1.1").title == "Jeden bilet"


def test_a_draft_that_moved_is_shown_anew_before_it_is_saved(client_of, plan, people):
    browser = client_of("forum_member")
    page = send(browser, plan, ["4.P1.1", "Jeden bilet"])
    address = page.request["PATH_INFO"]
    item = plan.draft_items.get(key="4.P1.1")
    save_part(item, item.head.content | {"title": "Bilet roczny"}, base=1, by=people.forum_chair)
    stopped = browser.post(address, {"save": "1"})
    assert stopped.status_code == 409
    assert "zmienił się od czasu tego podglądu" in stopped.content.decode()
    browser.post(address, {"again": "1"})
    browser.post(address, {"save": "1"})
    assert draft_content(plan).action("4.P1.1").title == "Jeden bilet"


def test_the_template_and_the_actions_of_the_draft_are_downloaded(client_of, plan):
    browser = client_of("forum_member")
    address = reverse("draft_import_template", args=[plan.slug])
    for query, rows in (("", 1), ("?z=dzialania", 3)):
        response = browser.get(address + query)
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        assert book["Działania"].max_row == rows
        assert response["Content-Disposition"].endswith('.xlsx"')
        assert book.sheetnames[-1] == "Listy"


def test_an_upload_is_its_authors_alone(client_of, plan):
    page = send(client_of("forum_member"), plan, ["4.P1.1", "Jeden bilet"])
    assert client_of("forum_chair").get(page.request["PATH_INFO"]).status_code == 404


def test_when_the_plan_went_on_the_reason_is_said(client_of, plan):
    plan.state = "with_commission"
    plan.save()
    page = client_of("office").get(reverse("draft_import", args=[plan.slug]), follow=True)
    assert "w komisji" in page.content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_preview_asks_few_questions(client_of, plan, django_assert_max_num_queries, count):
    browser = client_of("forum_member")
    page = send(browser, plan, *([None, f"Nowe {number}"] for number in range(count)))
    with django_assert_max_num_queries(15):
        browser.get(page.request["PATH_INFO"])
