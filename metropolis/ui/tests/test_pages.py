import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from metropolis.ui import errors
from metropolis.ui.languages import address_in

NAMES = ["help", "glossary", "contact", "privacy", "accessibility", "open_data", "methods"]
IDENTIFIERS = [
    "wstep",
    "podmiot",
    "url",
    "data-publikacja",
    "data-aktualizacja",
    "status",
    "data-sporzadzenie",
    "kontakt",
    "osoba",
    "email",
    "telefon",
    "procedura",
    "architektura",
]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def polish():
    with translation.override("pl"):
        yield


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_words_has_one_heading_its_language_and_no_inline_code(client, name, language):
    with translation.override(language):
        address = reverse(name)
    page = client.get(address).content.decode()
    assert page.count("<h1") == 1
    assert f'<html lang="{language}">' in page
    assert not re.search(r"""\s(style|on[a-z]+)=["']""", page)


def test_both_languages_have_the_same_pages():
    pages = Path(settings.BASE_DIR, "templates", "ui", "pages")
    assert {path.name for path in (pages / "pl").iterdir()} == {
        path.name for path in (pages / "en").iterdir()
    }


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_accessibility_statement_has_its_statutory_identifiers(client, language):
    with translation.override(language):
        address = reverse("accessibility")
    page = client.get(address).content.decode()
    assert [name for name in IDENTIFIERS if page.count(f'id="a11y-{name}"') != 1] == []


def test_the_statement_shows_the_days_of_the_settings(client, settings):
    settings.ACCESSIBILITY_STATEMENT_ON = "2026-11-22"
    page = client.get(reverse("accessibility")).content.decode()
    assert '<time id="a11y-data-sporzadzenie" datetime="2026-11-22">22 listopada 2026</time>' in page


def test_the_methods_page_names_the_thresholds_of_the_settings(client, settings):
    settings.STATUS_ON_TRACK_FROM, settings.STATUS_AT_RISK_FROM = "0.90", "0.60"
    page = client.get(reverse("methods")).content.decode()
    assert "90&nbsp;%" in page
    assert "60&nbsp;%" in page
    assert "95&nbsp;%" not in page


def test_unknown_contact_data_are_said_to_be_unknown(client, settings):
    settings.CONTACT_EMAIL = settings.CONTACT_PHONE = settings.CONTACT_ADDRESS = ""
    page = client.get(reverse("contact")).content.decode()
    assert "Nie podano jeszcze danych kontaktowych" in page
    assert "mailto:" not in page


def test_a_report_names_the_page_it_is_about(client, settings):
    settings.CONTACT_EMAIL = "portal@example.org"
    page = client.get(reverse("contact"), {"page": "/gminy/skawina/"}).content.decode()
    assert "mailto:portal@example.org?subject=" in page
    assert "/gminy/skawina/" in page


@pytest.mark.parametrize("page", ["javascript:alert(1)", "/a\nBcc: x@example.org", "/" + "a" * 400])
def test_a_page_that_is_no_address_of_ours_stays_out_of_the_mail(client, settings, page):
    settings.CONTACT_EMAIL = "portal@example.org"
    link = re.search(
        r'href="(mailto:[^"]*subject[^"]*)"', client.get(reverse("contact"), {"page": page}).content.decode()
    )
    assert "%3A" not in link[1]


def test_the_page_of_components_is_for_builders_only(client, settings):
    settings.DEMO = settings.DEBUG = False
    assert client.get(reverse("components")).status_code == 404
    settings.DEMO = True
    assert client.get(reverse("components")).status_code == 200


def test_the_switch_of_language_keeps_the_page_and_its_query():
    with translation.override("pl"):
        assert address_in("/slownik/?q=cel", "en") == "/en/slownik/?q=cel"
        assert address_in("/nie-ma-takiej/", "en") == "/en/"


def test_a_page_that_does_not_exist_says_what_to_do(client):
    answer = client.get("/nie-ma-takiej/")
    assert answer.status_code == 404
    assert "Nie ma takiej strony" in answer.content.decode()


def test_a_wrong_address_in_english_is_answered_in_english(client):
    assert "There is no such page" in client.get("/en/nothing/").content.decode()


@pytest.mark.parametrize(("path", "words"), [("/x/", "usterka"), ("/en/x/", "has a fault")])
def test_the_page_of_a_fault_needs_no_database(path, words, django_assert_num_queries):
    request = RequestFactory().get(path)
    request.request_id = "abc123"
    with django_assert_num_queries(0):
        answer = errors.server_error(request)
    assert answer.status_code == 500
    assert words in answer.content.decode()
    assert "abc123" in answer.content.decode()


@pytest.mark.parametrize(("path", "words"), [("/", "Trwa aktualizacja"), ("/en/", "is being updated")])
def test_while_it_is_updated_the_portal_says_so(client, settings, path, words, django_assert_num_queries):
    settings.MAINTENANCE = True
    with django_assert_num_queries(0):
        answer = client.get(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "300")
    assert words in answer.content.decode()


def test_health_checks_answer_during_an_update(client, settings):
    settings.MAINTENANCE = True
    assert client.get("/healthz").status_code == 200
