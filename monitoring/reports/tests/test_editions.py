"""A correction is a new edition beside the old one: it says what it corrects, and both addresses stay."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from conftest import ROLES
from monitoring.models import ProgressReport
from monitoring.reports import editions, narrative
from monitoring.reports.document import compose
from monitoring.reports.front import front_of
from monitoring.values.refusals import Refused, WrongState

from .conftest import freeze_into, publish

pytestmark = pytest.mark.django_db
TEXTS = {"correction_pl": "Zła liczba firm.", "correction_en": "A wrong number of firms."}
API = "/api/v1/reports/"


@pytest.fixture
def published(drafted, people):
    narrative.save_section(drafted, "area-4", text_pl="Tekst.", text_en="", version=0, by=people.office2)
    return publish(freeze_into(drafted), by=people.office)


def correct(report, by, **kwargs):
    return editions.start_correction(report, **TEXTS | {"as_of": report.as_of, "by": by} | kwargs)


def test_a_correction_begins_with_the_texts_and_keeps_the_old_edition(published, people):
    before = {file.name: file.sha256 for file in published.files.all()}
    made = correct(published, people.office)
    assert made.slug == "raport-2024-wydanie-2"
    assert (made.edition, made.corrects, made.state) == (2, published, "new")
    assert (made.published_at, made.approved_by, made.snapshot) == (None, None, None)
    section = made.sections.get()
    assert (section.text_pl, section.updated_by, section.is_ready) == ("<p>Tekst.</p>", people.office2, False)
    published.refresh_from_db()
    assert published.state == "published"
    assert {file.name: file.sha256 for file in published.files.all()} == before


def test_two_people_do_not_correct_one_report(published, people):
    made = correct(published, people.office)
    with pytest.raises(WrongState, match="jest już w przygotowaniu"):
        correct(published, people.office2)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgressReport.objects.create(
            slug="inny", title_pl="x", title_en="x", period="2024", as_of=made.as_of, edition=2,
            corrects=published, **TEXTS,
        )  # fmt: skip


def test_an_edition_without_what_it_corrects_cannot_be_stored(published, people):
    for missing in TEXTS:
        with pytest.raises(Refused):
            correct(published, people.office, **{missing: " "})
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgressReport.objects.create(
            slug="inny", title_pl="x", title_en="x", period="2024", as_of=published.as_of, corrects=published,
            edition=2,
        )  # fmt: skip


def test_only_a_published_report_is_corrected_and_only_by_the_office(drafted, people):
    with pytest.raises(WrongState, match="tylko opublikowany raport"):
        correct(drafted, people.office)
    report = publish(drafted, by=people.office)
    for role in ROLES:
        if not role.startswith("office"):
            with pytest.raises(Refused):
                correct(report, people.by_role(role))
    assert ProgressReport.objects.count() == 1


def test_the_third_edition_corrects_the_second(published, people):
    second = publish(freeze_into(correct(published, people.office)), by=people.office)
    third = correct(second, people.office)
    assert (third.slug, third.edition) == ("raport-2024-wydanie-3", 3)
    assert editions.newer_published(published) == second
    assert editions.newer_published(publish(freeze_into(third), by=people.office)) is None
    assert editions.newer_published(published) == third


def test_the_files_of_an_edition_say_on_their_cover_what_it_corrects(published, people):
    made = freeze_into(correct(published, people.office))
    first, second = (compose(one.snapshot.content, "en") for one in (published, made))
    said = "Edition 2. It corrects: A wrong number of firms."
    assert front_of(second, "0").imprint[0] == said
    assert not any("Edition" in line for line in front_of(first, "0").imprint)


def test_an_address_that_is_taken_is_told(published, people):
    ProgressReport.objects.create(
        slug="raport-2024-wydanie-2", title_pl="x", title_en="x", period="2024", as_of=published.as_of
    )
    with pytest.raises(Refused, match="raport-2024-wydanie-2"):
        correct(published, people.office)


def test_an_edition_in_the_making_is_seen_by_nobody_outside(published, people, client_of):
    made = freeze_into(correct(published, people.office))
    for role in ("public", "member", "board_member"):
        browser = client_of(role)
        assert browser.get(f"/raporty/{made.slug}/").status_code == 404
        assert "wydanie" not in browser.get(f"/raporty/{published.slug}/").content.decode().lower()
    assert client_of("public").get(f"{API}{published.slug}/").json()["corrected_by"] is None


def test_both_editions_lead_to_each_other_and_say_what_was_corrected(published, people, client_of):
    second = publish(freeze_into(correct(published, people.office)), by=people.office)
    browser = client_of("public")
    old, new = (browser.get(f"/raporty/{one.slug}/").content.decode() for one in (published, second))
    assert f'href="/raporty/{second.slug}/"' in old
    assert f'href="/raporty/{published.slug}/"' in new
    assert "Jest nowsze: wydanie 2" in old
    for page in (old, new):
        assert "Zła liczba firm." in page
    assert "A wrong number of firms." in browser.get(f"/en/raporty/{published.slug}/").content.decode()
    page = browser.get("/raporty/").content.decode()
    assert page.count('class="report-item"') == 1
    assert page.index(second.slug) < page.index(f"/raporty/{published.slug}/")


def test_the_api_tells_the_editions(published, people, client):
    row = client.get(f"{API}{published.slug}/").json()
    assert (row["edition"], row["corrects"], row["corrected_by"], row["correction"]) == (1, None, None, "")
    assert row["approved_at"] <= row["published_at"]
    second = publish(freeze_into(correct(published, people.office)), by=people.office)
    rows = {row["slug"]: row for row in client.get(API, headers={"accept-language": "en"}).json()["results"]}
    assert rows[published.slug]["corrected_by"] == second.slug
    assert rows[second.slug]["corrects"] == published.slug
    assert rows[second.slug]["correction"] == "A wrong number of firms."


def test_the_office_corrects_from_the_working_page_and_rewords(published, client_of):
    browser, day = client_of("office"), published.as_of.strftime("%d.%m.%Y")
    address = f"/raporty/{published.slug}/praca/korekta/"
    assert browser.post(address, {"correction_pl": "x", "correction_en": "", "as_of": day}).status_code == 422
    assert browser.post(address, TEXTS | {"as_of": "01.01.2999"}).status_code == 422
    answer = browser.post(address, TEXTS | {"as_of": day})
    assert answer["Location"] == "/raporty/raport-2024-wydanie-2/praca/"
    browser.post("/raporty/raport-2024-wydanie-2/praca/korekta/", TEXTS | {"correction_pl": "Zła tabela."})
    assert ProgressReport.objects.get(edition=2).correction_pl == "Zła tabela."
    assert browser.get(address)["Location"] == f"/raporty/{published.slug}/praca/"


def test_a_report_never_takes_the_address_of_another_page(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgressReport.objects.create(
            slug="sprawdz", title_pl="x", title_en="x", period="2024", as_of=timezone.localdate()
        )


def test_an_old_edition_gives_way_to_the_new_one_where_the_newest_are_named(published, people):
    second = publish(freeze_into(correct(published, people.office)), by=people.office)
    today = timezone.localdate()
    yesterday = today - datetime.timedelta(days=1)
    assert [*ProgressReport.objects.current()] == [*ProgressReport.objects.current(today)] == [second]
    assert not ProgressReport.objects.current(yesterday).exists()


def test_the_list_of_reports_costs_the_same_for_one_edition_and_three(
    published, people, client_of, django_assert_max_num_queries
):
    browser = client_of("public")
    with django_assert_max_num_queries(4):
        browser.get("/raporty/")
    second = publish(freeze_into(correct(published, people.office)), by=people.office)
    publish(freeze_into(correct(second, people.office)), by=people.office)
    with django_assert_max_num_queries(4):
        browser.get("/raporty/")
