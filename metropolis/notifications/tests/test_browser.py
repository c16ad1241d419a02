"""Notices in a real browser: by keyboard, on a phone and on a desk, with and without scripts."""

import pytest
from playwright.sync_api import expect

from metropolis.accounts.factories import PASSWORD, UserFactory
from metropolis.notifications import unsubscribing
from metropolis.notifications.wishes import wishes_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def told(world):
    person = UserFactory(name="Anna")
    for number in range(3):
        world.tell(person, key=f"k{number}", path="/plany/")
    world.hidden.add("k1")
    return person


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_are_accessible_and_never_scroll_sideways(visit, told, width):
    visitor = visit(width=width)
    visitor.sign_in(told, PASSWORD)
    link = unsubscribing.address(told.pk, ["news", "talk"]).split("/", 3)[3]
    for prefix in ("", "/en"):
        for path in (
            "/powiadomienia/",
            "/powiadomienia/?stan=nieprzeczytane",
            "/konto/powiadomienia/",
            f"/{link}",
        ):
            visitor.open(f"{prefix}{path}")
            visitor.check_accessibility()
            visitor.check_width()


def test_a_person_reads_chooses_and_stops_mail_without_scripts(visit, told):
    visitor = visit(width=390, scripts=False)
    page = visitor.sign_in(told, PASSWORD)
    page.get_by_role("link", name="Powiadomienia: 3 nieprzeczytane").press("Enter")
    page.get_by_role("link", name="Gmina: k2").press("Enter")
    page.get_by_role("link", name="Powiadomienia: 2 nieprzeczytane").press("Enter")
    page.get_by_role("button", name="Oznacz wszystkie jako przeczytane").press("Enter")
    expect(page.get_by_role("link", name="Powiadomienia", exact=True)).to_be_visible()
    page.get_by_role("link", name="Wybierz, jak często").press("Enter")
    page.get_by_role("group", name="Wieści").get_by_label("raz w tygodniu").check()
    page.get_by_role("button", name="Zapisz ustawienia").press("Enter")
    assert wishes_of(told)["news"] == "weekly"
    stranger = visit(scripts=False)
    mail = stranger.open("/" + unsubscribing.address(told.pk, ["news"]).split("/", 3)[3])
    mail.get_by_role("button", name="Zrezygnuj z tych e-maili").press("Enter")
    assert wishes_of(told)["news"] == "none"
    mail.get_by_role("button", name="Przywróć").press("Enter")
    assert wishes_of(told)["news"] == "weekly"
