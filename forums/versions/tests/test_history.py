"""The history of a part: every revision stays, any two can be compared, an old one can come back."""

import pytest
from django.urls import reverse

from forums.drafting import editing
from forums.models import Revision
from forums.tests import plan_world

from .conftest import NEW, OLD, save

SECTION = "/plany/plan-w-projekcie/historia/czesci/diagnoza/"
ACTION = "/plany/plan-w-projekcie/historia/dzialania/4.P1.1/"


def restore_address(revision):
    return f"/plany/plan-w-projekcie/historia/{revision.pk}/przywroc/"


def read(browser, address):
    return browser.get(address).content.decode().replace("\u00a0", " ")


def test_every_revision_says_who_and_how(world, people, client_of):
    html = read(client_of("member"), SECTION)
    assert "2 zapisy" in html
    assert str(people.forum_member) in html
    assert "początek" in html
    assert html.index("Zapis 2") < html.index("Zapis 1<")


def test_two_revisions_of_a_section_are_compared(world, client_of):
    html = read(client_of("member"), f"{SECTION}?od=2&do=1")
    assert "Od zapisu 1 do zapisu 2" in html
    assert "</span>za <span" in html


def test_two_revisions_of_an_action_are_compared_by_fields(world, people, client_of):
    content = {**world.action.head.content, "cost": "1000", "municipalities": ["skawina"]}
    save(world.action, content, people.forum_member)
    html = read(client_of("member"), f"{ACTION}?od=1&do=2")
    assert "1 000 zł" in html.replace("&nbsp;", " ")
    assert "Wieliczka" in html
    assert "Kod" not in html


@pytest.mark.parametrize("query", ["?od=1&do=9", "?od=x&do=1", "?od=99999999999999999999&do=1"])
def test_revisions_that_never_were_are_not_found(world, client_of, query):
    assert client_of("member").get(SECTION + query).status_code == 404


def test_what_was_set_aside_is_marked(world, people, client_of):
    lost = Revision.objects.create(
        item=world.section, number=3, content={"html": "<p>Moje.</p>"}, origin="set_aside"
    )
    assert "odłożony" in read(client_of("member"), SECTION)
    assert "zderzyły się dwie zmiany" in read(
        client_of("member"), f"/plany/plan-w-projekcie/historia/{lost.pk}/"
    )


def test_a_revision_can_be_read(world, client_of):
    first = world.section.revisions.get(number=1)
    assert OLD in read(client_of("member"), f"/plany/plan-w-projekcie/historia/{first.pk}/")
    action = read(client_of("member"), f"/plany/plan-w-projekcie/historia/{world.action.head.pk}/")
    assert "Wspólny bilet" in action
    assert "<ins>" not in action


def test_restoring_makes_a_new_revision(world, client_of):
    first = world.section.revisions.get(number=1)
    browser = client_of("forum_member")
    assert 'name="base" value="2"' in read(browser, restore_address(first))
    response = browser.post(restore_address(first), {"base": 2}, follow=True)
    assert response.redirect_chain[-1][0] == SECTION
    assert "jako zapis 3" in response.content.decode()
    world.section.refresh_from_db()
    assert world.section.head.content == {"html": OLD}
    assert world.section.head.origin == "restore"
    assert world.section.revisions.get(number=2).content == {"html": NEW}


def test_a_change_since_the_page_was_opened_stops_the_restoring(world, people, client_of):
    first = world.section.revisions.get(number=1)
    save(world.section, {"html": "<p>Inaczej.</p>"}, people.forum_chair)
    html = client_of("forum_member").post(restore_address(first), {"base": 2}).content.decode()
    assert "Niczego nie przywrócono" in html
    assert 'name="base" value="3"' in html
    world.section.refresh_from_db()
    assert world.section.head.number == 3


def test_a_removed_action_comes_back_with_its_text(world, people, client_of):
    editing.remove_action(world.action, base=1, by=people.forum_member)
    first = world.action.revisions.get(number=1)
    assert "usunięte działanie wróci" in read(client_of("forum_member"), restore_address(first))
    client_of("forum_member").post(restore_address(first), {"base": 2})
    world.action.refresh_from_db()
    assert world.action.removed_at is None
    assert "usunięto" in read(client_of("member"), ACTION)


@pytest.mark.parametrize("base", ["", "x", "-1", "99999999999"])
def test_a_form_that_was_tampered_with_restores_nothing(world, client_of, base):
    first = world.section.revisions.get(number=1)
    assert client_of("office").post(restore_address(first), {"base": base}).status_code == 200
    world.section.refresh_from_db()
    assert world.section.head.number == 2


def test_nothing_is_restored_while_the_plan_is_with_the_commission(world, client_of):
    world.plan.state = "with_commission"
    world.plan.save()
    first = world.section.revisions.get(number=1)
    browser = client_of("forum_member")
    assert "nie jest teraz w przygotowaniu" in read(browser, restore_address(first))
    refused = browser.post(restore_address(first), {"base": 2})
    assert "Niczego nie przywrócono" in refused.content.decode()
    world.section.refresh_from_db()
    assert world.section.head.number == 2


def test_a_revision_of_another_plan_is_not_here(world, area, client_of):
    other = plan_world.draft_plan(area, slug="inny", code="4.P9").draft_items.first()
    assert client_of("office").get(restore_address(other.head)).status_code == 404


def test_queries_do_not_grow_with_revisions(world, people, client_of, django_assert_max_num_queries):
    for number in range(30):
        save(world.section, {"html": f"<p>Tekst {number}.</p>"}, people.forum_member)
    browser = client_of("member")
    with django_assert_max_num_queries(15):
        browser.get(SECTION)
    with django_assert_max_num_queries(15):
        browser.get(f"{SECTION}?od=1&do=30")


def test_positional_addresses_find_their_pages():
    assert reverse("part_history", args=["plan", "diagnoza"]).endswith("/historia/czesci/diagnoza/")
    assert reverse("part_history", args=["plan", "4.P1.1"]).endswith("/historia/dzialania/4.P1.1/")
