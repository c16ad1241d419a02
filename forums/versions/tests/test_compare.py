"""Any two texts of a plan compared, for whoever may read both."""

import pytest

from forums.tests import plan_world
from forums.versions.choosing import before
from forums.versions.listing import Line

PAGE = "/plany/plan-w-projekcie/porownanie/"


def read(browser, query=""):
    return browser.get(PAGE + query).content.decode().replace("\u00a0", " ")


def test_words_that_came_are_marked(world, client_of):
    html = read(client_of("member"), "?od=1&do=2")
    assert '<ins><span class="visually-hidden" lang="pl">wstawiono: </span>za ' in html
    assert "„Wersja przyjęta 1”" in html
    assert "Nowe tory" not in html


def test_the_draft_can_be_compared(world, client_of):
    html = read(client_of("member"), "?od=2&do=projekt")
    assert "Nowe tory" in html
    assert "w tym 1 nowe" in html


def test_without_numbers_the_two_newest_are_compared(world, client_of):
    html = read(client_of("member"))
    assert '<option value="projekt" selected>' in html
    assert '<option value="2" selected>' in html


def test_the_older_one_comes_first_whatever_was_asked(world, client_of):
    html = read(client_of("member"), "?od=projekt&do=1")
    assert "od tekstu „Wersja przyjęta 1” do tekstu „Projekt w obecnej postaci”" in html


def test_with_one_number_the_other_is_the_one_before(world, client_of):
    html = read(client_of("member"), "?do=2")
    assert "od tekstu „Wersja przyjęta 1” do tekstu „Wersja robocza 2”" in html


def test_equal_texts_say_that_nothing_changed(world, client_of):
    assert "Nic się nie zmieniło" in read(client_of("member"), "?od=2&do=2")


@pytest.mark.parametrize("query", ["?od=1&do=2", "?od=1&do=projekt", "?od=9", "?od=x&do=1"])
def test_the_public_compares_adopted_versions_only(world, client_of, query):
    assert client_of("public").get(PAGE + query).url.startswith("/konto/login/")
    assert client_of("former_member").get(PAGE + query).status_code == 404


def test_the_public_compares_two_adopted_versions(world, people, client_of):
    plan_world.version_of(world.plan, people.office, adopted_number=2)
    html = read(client_of("public"))
    assert "od tekstu „Wersja przyjęta 1” do tekstu „Wersja przyjęta 2”" in html
    assert "Wersja robocza" not in html


def test_one_version_has_nothing_to_be_compared_with(world, client_of):
    assert "Jest tylko jedna wersja" in read(client_of("public"))


def test_queries_do_not_grow_with_actions(world, people, client_of, django_assert_max_num_queries):
    for number in range(10, 40):
        action = {"title": f"Działanie {number}"}
        plan_world.add_item(world.plan, "action", f"4.P1.{number}", action)
    browser = client_of("member")
    with django_assert_max_num_queries(15):
        assert "Działanie 39" in browser.get(f"{PAGE}?od=1&do=projekt").content.decode()


def test_the_version_before():
    lines = [Line(value, value) for value in ("projekt", "3", "1")]
    assert [before(lines, value) for value in ("3", "1", "9")] == ["1", "", ""]
