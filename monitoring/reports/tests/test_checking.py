""" "Check this document": a file is known by its checksum, and only when its report is public."""

import hashlib

import pytest

from monitoring.reports import checking, editions, files
from monitoring.reports.tests.conftest import freeze_into, publish

SUM = "ab" * 32


@pytest.mark.parametrize(
    "typed",
    [
        SUM,
        SUM.upper(),
        f"  {SUM}\n",
        f"{SUM}  raport-2024-pl.pdf",
        f"{SUM} *raport.pdf",
        f"SHA256          {SUM.upper()}       C:\\Raporty\\raport.pdf",
        " ".join(SUM[number : number + 2] for number in range(0, 64, 2)),
    ],
)
def test_a_checksum_is_found_in_what_tools_write(typed):
    assert checking.checksum_in(typed) == SUM


@pytest.mark.parametrize("typed", ["", "raport.pdf", SUM[:-1], SUM + "a", "zz" * 32, "ą" * 64])
def test_what_is_no_checksum_is_told_so(typed):
    assert checking.checksum_in(typed) is None


@pytest.fixture
def published(drafted, people):
    return publish(drafted, by=people.office)


def ask(client, sha256, prefix=""):
    answer = client.get(f"{prefix}/raporty/sprawdz/", {"sha256": sha256})
    return answer.status_code, answer.content.decode()


def test_a_file_of_a_published_report_is_known(published, client):
    code, page = ask(client, published.snapshot.sha256)
    assert code == 200
    assert "Plik jest niezmieniony i pochodzi z najnowszego wydania" in page
    assert published.title_pl in page
    assert "Progress report for 2024" in ask(client, published.snapshot.sha256, "/en")[1]


def test_a_draft_is_unknown_even_to_the_office(drafted, client_of):
    for role in ("public", "office"):
        page = ask(client_of(role), drafted.snapshot.sha256)[1]
        assert "Tego pliku nie ma żaden opublikowany raport" in page


def test_an_old_edition_leads_to_the_newest(published, people, client):
    second = freeze_into(
        editions.start_correction(
            published, correction_pl="x", correction_en="x", as_of=published.as_of, by=people.office
        )
    )
    assert "najnowszego wydania" in ask(client, published.snapshot.sha256)[1]
    publish(second, by=people.office)
    page = ask(client, published.snapshot.sha256)[1]
    assert "ale jest już nowsze wydanie" in page
    assert f"/raporty/{second.slug}/" in page


def test_nonsense_is_answered_in_words(client, db):
    code, page = ask(client, "raport.pdf<b>")
    assert code == 422
    assert "To nie jest suma kontrolna" in page
    assert "raport.pdf<b>" not in page
    assert ask(client, "x" * 100_000)[0] in (200, 422)


def test_asking_without_end_is_slowed_down(client, db):
    codes = [ask(client, SUM)[0] for _ in range(61)]
    assert codes[0] == 200
    assert codes[-1] == 429


def test_the_page_itself_is_never_slowed_down(client, db):
    assert {client.get("/raporty/sprawdz/").status_code for _ in range(65)} == {200}


def test_the_list_and_each_report_lead_to_the_check(published, client):
    for path in ("/raporty/", f"/raporty/{published.slug}/"):
        assert 'href="/raporty/sprawdz/"' in client.get(path).content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_browser_computes_the_checksum_and_does_not_send_the_file(built, people, visit, tmp_path):
    report = publish(built, by=people.office)
    pdf = files.path_of(report.files.get(format="pdf", language="pl"))
    visitor = visit(width=390)
    page = visitor.open("/raporty/sprawdz/")
    sent = []
    page.on("request", lambda request: sent.append(request))
    page.locator("input[type=file]").set_input_files(str(pdf))
    page.wait_for_url("**sha256=**")
    assert page.locator("h2").first.inner_text() == "Plik jest niezmieniony i pochodzi z najnowszego wydania"
    assert page.evaluate("document.activeElement.id") == "answer"
    assert hashlib.sha256(pdf.read_bytes()).hexdigest() in page.url
    assert {request.method for request in sent} == {"GET"}
    visitor.check_accessibility()
    visitor.check_width()
    changed = tmp_path / "zmieniony.pdf"
    changed.write_bytes(pdf.read_bytes() + b" ")
    page.locator("input[type=file]").set_input_files(str(changed))
    page.get_by_role("heading", name="Tego pliku nie ma żaden opublikowany raport").wait_for()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_scripts_a_checksum_is_looked_up(drafted, people, visit):
    report = publish(drafted, by=people.office)
    visitor = visit(scripts=False)
    page = visitor.open("/raporty/sprawdz/")
    assert not page.locator("input[type=file]").is_visible()
    page.locator("#sha256").fill(report.snapshot.sha256)
    page.get_by_role("button", name="Sprawdź sumę").click()
    assert page.locator("h2").first.inner_text() == "Plik jest niezmieniony i pochodzi z najnowszego wydania"
