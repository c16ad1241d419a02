import re

import pytest
from django.utils import timezone

from conftest import ROLES
from metropolis.jobs.models import Job
from monitoring.models import ProgressReport
from monitoring.reports import narrative
from monitoring.reports.approval.steps import take_step

from .conftest import measure, publish

pytestmark = pytest.mark.django_db

OTHERS = [role for role in ROLES if not role.startswith("office")]
READING = ["", "rozdzial/overview/", "calosc/", "pliki/pdf-pl/", "pliki/xlsx-en/", "pliki/json/"]
FILLED = {
    "period": "2024", "as_of": "2026-01-01", "title_pl": "Raport", "title_en": "Report", "slug": "r-1",
    "kind": "annual", "languages": ["pl", "en"],
}  # fmt: skip
WORKING = ["praca/", "praca/summary/", "praca/krok/otworz-uwagi/"]


def test_a_report_in_the_making_does_not_exist_for_others(built, client_of):
    for role in OTHERS:
        browser = client_of(role)
        codes = {path: browser.get(f"/raporty/{built.slug}/{path}").status_code for path in READING}
        assert set(codes.values()) == {404}, role
        assert built.title_pl not in browser.get("/raporty/").content.decode(), role


def test_the_working_pages_are_the_offices(built, client_of):
    for role in OTHERS:
        browser, expected = client_of(role), 302 if role == "public" else 404
        for path in WORKING:
            assert browser.get(f"/raporty/{built.slug}/{path}").status_code == expected, role
            # Whoever is signed out while writing gets the typed text back, with 403.
            assert browser.post(f"/raporty/{built.slug}/{path}").status_code in (expected, 403), role
    assert not Job.objects.filter(state="queued").exists()


def test_the_office_sees_and_reads_everything(built, client_of):
    browser = client_of("office")
    assert built.title_pl in browser.get("/raporty/").content.decode()
    for path in [*READING, *WORKING]:
        assert browser.get(f"/raporty/{built.slug}/{path}").status_code == 200


def test_everybody_reads_a_published_report(built, client_of, people):
    publish(built, by=people.office)
    browser = client_of("public")
    assert built.title_pl in browser.get("/raporty/").content.decode()
    for path in READING:
        assert browser.get(f"/raporty/{built.slug}/{path}").status_code == 200
    assert "/praca/" not in browser.get(f"/raporty/{built.slug}/").content.decode()


def test_a_report_reads_in_english_too(built, client_of):
    page = client_of("office").get(f"/en/raporty/{built.slug}/rozdzial/area-4/").content.decode()
    assert "Progress report for 2024" in page
    assert "18,745" in page


def test_files_have_names_that_can_be_kept(built, client_of):
    browser = client_of("office")
    answer = browser.get(f"/raporty/{built.slug}/pliki/xlsx-pl/")
    assert answer["Content-Disposition"] == 'attachment; filename="raport-2024-pl.xlsx"'
    assert answer["Cache-Control"] == "private, no-store"
    assert browser.get(f"/raporty/{built.slug}/pliki/json/")["Content-Disposition"].endswith(
        '"raport-2024.json"'
    )


def test_the_proxy_sends_the_file_when_it_can(built, client_of, settings):
    settings.X_ACCEL_REDIRECT = "/protected"
    answer = client_of("office").get(f"/raporty/{built.slug}/pliki/pdf-pl/")
    assert answer["X-Accel-Redirect"].startswith("/protected/reports/")
    assert answer.content == b""


@pytest.mark.parametrize("name", ["pdf-de", "odt-pl", "pdf", "json-pl", "zip-pl"])
def test_a_file_that_was_not_made_is_not_found(built, client_of, name):
    assert client_of("office").get(f"/raporty/{built.slug}/pliki/{name}/").status_code == 404


def charts_on(page):
    return [part.split('"')[0] for part in page.split('src="')[1:] if "/wykres-" in part.split('"')[0]]


def test_charts_of_a_report_are_shown_to_those_who_may_read_it(built, client_of, people):
    page = client_of("office").get(f"/raporty/{built.slug}/rozdzial/area-4/").content.decode()
    sources = charts_on(page)
    assert sources
    assert client_of("office").get(sources[0]).status_code == 200
    assert client_of("public").get(sources[0]).status_code == 404
    publish(built, by=people.office)
    assert "immutable" in client_of("public").get(sources[0])["Cache-Control"]


def test_charts_that_the_report_does_not_show_cannot_be_drawn(built, client_of, store):
    drawn = len(list(store.rglob("*.svg")))
    assert client_of("office").get(f"/raporty/{built.slug}/wykres-{'0' * 20}.svg").status_code == 404
    assert len(list(store.rglob("*.svg"))) == drawn


def test_each_number_leads_to_its_making_on_the_day_of_the_report(built, client_of):
    page = client_of("office").get(f"/raporty/{built.slug}/rozdzial/area-4/").content.decode()
    assert f'<a href="/wskazniki/4.2/obliczenie/2024/?na-dzien={built.as_of}">18\u00a0745</a>' in page


def test_the_office_builds_from_the_working_page(content, report, client_of):
    browser = client_of("office")
    assert browser.post(f"/raporty/{report.slug}/praca/").status_code == 302
    browser.post(f"/raporty/{report.slug}/praca/")
    assert Job.objects.get().key == f"report:{report.pk}"
    assert "Zatrzymaj" in browser.get(f"/raporty/{report.slug}/praca/").content.decode()


def test_the_office_is_led_to_the_working_page_before_there_is_a_report(report, client_of):
    answer = client_of("office").get(f"/raporty/{report.slug}/")
    assert answer["Location"] == f"/raporty/{report.slug}/praca/"


def test_a_comment_is_written_and_found_again(built, client_of):
    browser, address = client_of("office"), f"/raporty/{built.slug}/praca/summary/"
    answer = browser.post(address, {"text_pl": "Słowo\r\nBiura\x07", "text_en": "", "version": "0"})
    assert answer.status_code == 302
    assert built.sections.get().text_pl == "<p>Słowo</p><p>Biura</p>"
    assert "Słowo" in browser.get(address).content.decode()
    assert "Zbuduj raport ponownie" in browser.get(f"/raporty/{built.slug}/praca/").content.decode()


def test_a_stale_comment_shows_mine_and_theirs_and_the_next_save_decides(built, client_of, people):
    browser, address = client_of("office"), f"/raporty/{built.slug}/praca/summary/"
    narrative.save_section(built, "summary", text_pl="ich tekst", text_en="", version=0, by=people.office2)
    page = browser.post(address, {"text_pl": "mój tekst", "text_en": "", "version": "0"}).content.decode()
    assert "ich tekst" in page
    assert "mój tekst" in page
    assert built.sections.get().text_pl == "<p>ich tekst</p>"
    browser.post(address, {"text_pl": "mój tekst", "text_en": "", "version": "1"})
    assert built.sections.get().text_pl == "<p>mój tekst</p>"


@pytest.mark.parametrize("version", ["", "x", "-1"])
def test_a_comment_with_a_broken_version_changes_nothing(built, client_of, version):
    answer = client_of("office").post(
        f"/raporty/{built.slug}/praca/summary/", {"text_pl": "x", "text_en": "", "version": version}
    )
    assert answer.status_code == 422
    assert not built.sections.exists()


def test_a_comment_that_is_too_long_is_refused_in_words(built, client_of):
    page = client_of("office").post(
        f"/raporty/{built.slug}/praca/summary/", {"text_pl": "x" * 20_001, "text_en": "", "version": "0"}
    )
    assert "Błąd:" in page.content.decode()
    assert not built.sections.exists()


def test_publishing_asks_first_and_then_does_it(built, client_of, people):
    take_step(built, "open_comments", by=people.office, deadline=timezone.localdate())
    take_step(built, "approve", by=people.office, reason="Bez uwag.")
    browser, address = client_of("office"), f"/raporty/{built.slug}/praca/krok/opublikuj/"
    assert "Nie będzie można go zmienić" in browser.get(address).content.decode()
    built.refresh_from_db()
    assert built.state == "approved"
    assert browser.post(address, {"seen": "approved"})["Location"] == f"/raporty/{built.slug}/"
    built.refresh_from_db()
    assert built.state == "published"
    assert browser.post(address, {"seen": "approved"}).status_code == 302
    assert browser.get(f"/raporty/{built.slug}/praca/summary/").status_code == 404


def test_the_report_costs_the_same_queries_whatever_it_holds(
    built, build, client_of, content, municipality, django_assert_max_num_queries
):
    browser = client_of("office")
    browser.get("/raporty/")
    for path in ("", "rozdzial/area-4/", "calosc/"):
        with django_assert_max_num_queries(12):
            browser.get(f"/raporty/{built.slug}/{path}")
    for year in range(2000, 2020):
        measure(content["each"], year, "1", municipality)
    build(built)
    for path in ("", "rozdzial/area-4/", "calosc/"):
        with django_assert_max_num_queries(12):
            browser.get(f"/raporty/{built.slug}/{path}")


def test_the_admin_suggests_a_report_of_the_last_year(client_of):
    page = client_of("office").get("/admin/monitoring/progressreport/add/").content.decode()
    assert "Raport z postępów za" in page
    assert "raport-20" in page


def test_the_admin_makes_a_report_and_starts_its_build(client_of, people):
    answer = client_of("office").post("/admin/monitoring/progressreport/add/", FILLED | {"_build": "1"})
    assert answer["Location"] == "/raporty/r-1/praca/"
    assert ProgressReport.objects.get().created_by == people.office
    assert Job.objects.get().created_by == people.office


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("as_of", "2999-01-01"),
        ("period", "2999"),
        ("period", "rok 2024"),
        ("slug", "ą/ę"),
        ("kind", "area"),
        ("kind", "municipality"),
        ("languages", []),
        ("languages", ["de"]),
        ("chapters-summary", "first"),
        ("chapters-summary", "0"),
    ],
)
def test_the_admin_refuses_what_cannot_be_reported(client_of, field, value):
    answer = client_of("office").post("/admin/monitoring/progressreport/add/", FILLED | {field: value})
    assert answer.status_code == 200
    assert not ProgressReport.objects.exists()


def test_a_published_report_is_only_looked_at_in_the_admin(built, client_of, people):
    publish(built, by=people.office)
    address = f"/admin/monitoring/progressreport/{built.pk}/change/"
    assert "Zapisz i zbuduj raport" not in client_of("office").get(address).content.decode()
    client_of("office").post(address, {"title_pl": "Inny"})
    built.refresh_from_db()
    assert built.title_pl == "Raport z postępów za 2024 rok"


def test_the_explanation_of_an_odd_value_is_a_footnote_of_its_chapter(built, client_of):
    text = client_of("office").get("/raporty/raport-2024/rozdzial/area-4/").content.decode()
    [(note, _text)] = re.findall(r'<li id="([^"]+-n\d+)">(Zamknięto zakład\.)</li>', text)
    assert f'href="#{note}"' in text
