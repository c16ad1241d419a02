"""The list of versions, one version, and the file that proves it unchanged."""

import hashlib

import pytest

from forums.adoption.table import STEPS
from forums.factories import GoverningBodyFactory
from forums.models import PlanEvent, PlanVersion, Resolution
from forums.tests import plan_world

LIST = "/plany/plan-w-projekcie/wersje/"


def page(browser, address):
    return browser.get(address).content.decode().replace("\u00a0", " ")


def test_the_public_sees_adopted_versions_only(world, client_of):
    html = page(client_of("public"), LIST)
    assert "Wersja przyjęta 1" in html
    assert "Wersja robocza" not in html
    assert "Projekt w obecnej postaci" not in html


def test_insiders_see_who_made_each_version_and_at_which_step(world, people, client_of):
    working = PlanVersion.objects.get(number=2)
    PlanEvent.objects.create(plan=world.plan, step="open_consultation", by=people.office, version=working)
    html = page(client_of("member"), LIST)
    assert "Wersja robocza 2" in html
    assert str(people.office) in html
    assert "Projekt w obecnej postaci" in html
    assert str(STEPS["open_consultation"].done) in html


def test_names_of_people_are_not_for_the_public(world, people, client_of):
    assert str(people.office) not in page(client_of("public"), f"{LIST}1/")
    assert str(people.office) in page(client_of("member"), f"{LIST}1/")


def test_the_resolution_stands_with_its_version(world, people, client_of):
    Resolution.objects.create(
        plan=world.plan,
        version=PlanVersion.objects.get(number=1),
        body=GoverningBodyFactory(name_pl="Zgromadzenie"),
        number="7/2026",
        adopted_on="2026-03-02",
        recorded_by=people.office,
    )
    assert "Uchwała 7/2026 z 2 marca 2026, Zgromadzenie" in page(client_of("public"), LIST)


def test_the_downloaded_file_has_the_checksum_that_the_page_shows(world, client_of):
    response = client_of("public").get(f"{LIST}1/tresc.json")
    digest = hashlib.sha256(response.content).hexdigest()
    assert digest == PlanVersion.objects.get(number=1).checksum
    assert digest in page(client_of("public"), f"{LIST}1/")
    assert response["Content-Disposition"] == 'attachment; filename="plan-w-projekcie-1.json"'


def test_a_version_that_was_tampered_with_says_so(world, client_of):
    assert "Tak: treść w portalu daje sumę" in page(client_of("public"), f"{LIST}1/")
    version = PlanVersion.objects.get(number=1)
    content = {**version.content, "sections": []}
    PlanVersion.objects.filter(pk=version.pk).update(content=content)
    assert "Nie: treść nie daje sumy" in page(client_of("public"), f"{LIST}1/")


@pytest.mark.parametrize("number", ["2", "99"])
def test_a_working_version_is_not_there_for_the_public(world, client_of, number):
    assert client_of("public").get(f"{LIST}{number}/").url.startswith("/konto/login/")
    assert client_of("former_member").get(f"{LIST}{number}/").status_code == 404
    assert client_of("former_member").get(f"{LIST}{number}/tresc.json").status_code == 404


def test_a_plan_without_versions_says_what_will_be_here(people, area, client_of):
    plan_world.draft_plan(area)
    assert "Nie ma jeszcze wersji przyjętej" in page(client_of("public"), LIST)


def test_a_version_can_be_read(world, client_of):
    html = page(client_of("member"), f"{LIST}2/")
    assert "Autobusy jeżdżą za rzadko." in html
    assert "Parkingi przy stacjach" in html
    assert "nie została przyjęta" in html


def test_pages_speak_english(world, client_of):
    assert "Adopted version 1" in page(client_of("public"), f"/en{LIST}")
    html = page(client_of("member"), f"/en{LIST}2/")
    assert 'lang="pl"' in html
    assert "Diagnosis" in html


def test_queries_do_not_grow_with_versions(world, people, client_of, django_assert_max_num_queries):
    browser = client_of("member")
    for _round in range(12):
        plan_world.version_of(world.plan, people.office)
    for address in (LIST, f"{LIST}3/"):
        with django_assert_max_num_queries(15):
            browser.get(address)
