"""The journey of an occasional reporter, on a phone without JavaScript."""

import pytest

from metropolis.accounts.factories import PASSWORD
from monitoring.links.tokens import token_for
from monitoring.models import IndicatorValue, ReporterLink

pytestmark = pytest.mark.browser


def test_a_school_enters_its_value_on_a_phone_without_scripts(visit, people, submission, rows):
    team = visit()
    team.sign_in(people.coordinator, PASSWORD)
    page = team.open("/kampanie/2025/skawina/linki/")
    page.get_by_label("Uczniowie").check()
    page.get_by_label("Kto ma podać wartości").fill("Szkoła Podstawowa nr 2")
    page.get_by_label("E-mail", exact=True).fill("szkola@example.org")
    team.check_accessibility()
    page.get_by_role("button", name="Wyślij link").click()
    page.get_by_role("heading", name="Wysłane linki").wait_for()
    team.check_accessibility()

    link = ReporterLink.objects.get()
    school = visit(width=390, scripts=False)
    page = school.open(f"/podaj-dane/{token_for(link)}/")
    page.get_by_role("button", name="Zapisz: wartości są gotowe").click()
    page.get_by_text("brak odpowiedzi").wait_for()
    page.get_by_label("Uczniowie").fill("412")
    page.get_by_role("button", name="Zapisz: wartości są gotowe").click()
    page.get_by_role("heading", name="Dziękujemy, wartości są gotowe").wait_for()
    assert IndicatorValue.objects.get().link == link

    page = team.open("/kampanie/2025/skawina/linki/")
    page.get_by_role("button", name="Wycofaj link").click()
    page.get_by_text("już nie działa").wait_for()
    page = school.open(f"/podaj-dane/{token_for(link)}/")
    page.get_by_role("heading", name="Ten link nie działa").wait_for()


def test_the_page_behind_a_link_is_accessible_and_narrow(visit, link):
    school = visit(width=390)
    school.open(f"/podaj-dane/{token_for(link)}/")
    school.check_accessibility()
    school.check_width()
