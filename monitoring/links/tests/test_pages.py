"""The page behind a link and the page from which links are sent."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from monitoring.links import limits
from monitoring.links.asking import revoke, send_again
from monitoring.links.tokens import token_for
from monitoring.models import IndicatorValue, ReporterLink

LINKS = "/kampanie/2025/skawina/linki/"


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


def test_the_page_shows_exactly_what_was_asked_for_and_hides_its_address(browser, url, link):
    answer = browser.get(url)
    page = answer.content.decode()
    assert "Uczniowie" in page
    assert "Recykling" not in page
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert 'name="robots" content="noindex' in page
    assert not answer.cookies
    link.refresh_from_db()
    assert link.first_used_at
    assert link.last_used_at


def test_values_are_saved_without_an_account_and_reported_as_ready(browser, url, rows, link):
    key = rows[0].pk
    answer = browser.post(url, {f"token-{key}": "", f"value-{key}": "120", "save": "1"})
    assert answer.url == f"{url}?zapisano=1"
    assert "Zapisano" in browser.get(answer.url).content.decode()
    value = IndicatorValue.objects.get()
    posted = {f"token-{key}": f"{value.pk}.{value.version}", f"value-{key}": "121", "ready": "1"}
    answer = browser.post(url, posted)
    assert "Dziękujemy" in browser.get(answer.url).content.decode()
    link.refresh_from_db()
    assert (link.state, IndicatorValue.objects.get().value) == ("answered", 121)


@pytest.mark.parametrize(
    ("typed", "says"), [("dużo", "Wpisz wartość"), ("1 2", "Są tu dwie liczby"), ("", "brak odpowiedzi")]
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(typed, says, browser, url, rows):
    key = rows[0].pk
    answer = browser.post(url, {f"token-{key}": "", f"value-{key}": typed, "ready": "1"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert f'value="{typed}"' in page


def test_a_foreign_row_is_refused(browser, url, rows):
    key = rows[1].pk
    answer = browser.post(url, {f"token-{key}": "", f"value-{key}": "5", "save": "1"})
    assert answer.status_code == 409
    assert browser.post(url, {"token-x": "", "save": "1"}).status_code == 422
    assert not IndicatorValue.objects.exists()


def test_expired_withdrawn_replaced_and_foreign_links_say_so_and_show_nothing(browser, url, link, people):
    def says(address, status):
        answer = browser.get(address)
        page = answer.content.decode()
        assert answer.status_code == status
        assert browser.post(address, {"save": "1"}).status_code == status
        assert "Uczniowie" not in page
        assert "szkola@example.org" not in page
        assert "no-store" in answer["Cache-Control"]
        return page

    ReporterLink.objects.update(deadline=timezone.localdate() - datetime.timedelta(days=1))
    assert "minął" in says(url, 410)
    again = send_again(link, timezone.localdate(), by=people.coordinator)
    assert "nowszy link" in says(url, 410)
    revoke(again, by=people.coordinator)
    assert "wycof" in says(f"/podaj-dane/{token_for(again)}/", 410)
    assert "niepełny" in says("/podaj-dane/WzEsMV0:abc/", 404)


def test_a_link_works_to_the_end_of_its_last_day(browser, url):
    ReporterLink.objects.update(deadline=timezone.localdate())
    assert browser.get(url).status_code == 200


@pytest.mark.parametrize("address", ["own", "foreign"])
def test_nobody_may_try_without_end(address, browser, url, monkeypatch):
    monkeypatch.setattr(limits, "PER_ADDRESS", 3)
    monkeypatch.setattr(limits, "PER_LINK", 3)
    monkeypatch.setattr(limits.time, "time", lambda: 1_000_000.0)
    asked = url if address == "own" else "/podaj-dane/x/"
    codes = [browser.get(asked).status_code for _try in range(4)]
    assert codes[3] == 429
    assert 429 not in codes[:3]


def test_the_coordinator_sends_sends_again_and_withdraws(client_of, submission, rows):
    team = client_of("coordinator")
    assert LINKS in team.get("/kampanie/2025/skawina/").content.decode()
    day = timezone.localdate() + datetime.timedelta(days=3)
    form = {
        "send": "1", "name": "MPK", "email": "mpk@example.org", "language": "pl",
        "deadline": day.isoformat(), "rows": [rows[0].pk],
    }  # fmt: skip
    assert team.post(LINKS, form).status_code == 302
    link = ReporterLink.objects.get()
    assert list(link.rows.all()) == rows[:1]
    page = team.get(LINKS).content.decode()
    assert "mpk@example.org" in page
    assert token_for(link) not in page
    team.post(LINKS, {"again": link.pk, "deadline": day.isoformat()})
    link.refresh_from_db()
    assert link.version == 2
    team.post(LINKS, {"revoke": link.pk})
    link.refresh_from_db()
    assert link.revoked_at
    assert team.post(LINKS, {"again": link.pk, "deadline": "jutro"}).status_code == 302
    assert team.post(LINKS, {"revoke": "x"}).status_code == 404


@pytest.mark.parametrize(
    "change", [{"rows": []}, {"email": "nie"}, {"name": ""}, {"deadline": "2020-01-01"}, {"language": "de"}]
)
def test_a_wrong_form_is_explained(change, client_of, submission, rows):
    form = {
        "send": "1", "name": "MPK", "email": "mpk@example.org", "language": "pl",
        "deadline": timezone.localdate().isoformat(), "rows": [rows[0].pk],
    }  # fmt: skip
    answer = client_of("coordinator").post(LINKS, form | change)
    assert answer.status_code == 422
    assert not ReporterLink.objects.exists()


def test_the_entry_page_of_a_member_has_no_way_to_links(client_of, submission):
    assert LINKS not in client_of("member").get("/kampanie/2025/skawina/").content.decode()


def test_pages_cost_the_same_for_one_link_and_many(client_of, ask, rows, link, url):
    pages = [(client_of("coordinator"), LINKS), (Client(), url)]
    few = [_queries(*page) for page in pages]
    link.rows.set(rows)
    for _number in range(5):
        ask(rows=rows)
    assert [_queries(*page) for page in pages] == few
    assert max(few) <= 15


def _queries(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


def test_the_history_names_the_link(client_of, browser, url, rows):
    key = rows[0].pk
    browser.post(url, {f"token-{key}": "", f"value-{key}": "120", "save": "1"})
    page = client_of("coordinator").get(reverse("observation", args=[rows[0].observation_id]))
    assert "Szkoła Podstawowa nr 2" in page.content.decode()
