"""Verifying by keyboard, in a real browser."""

import pytest

from metropolis.accounts.factories import PASSWORD
from monitoring.factories import IndicatorValueFactory
from monitoring.models import IndicatorValue
from strategy.factories import IndicatorFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def waiting(people):
    """Three values of one indicator, in the order of the queue."""
    indicator = IndicatorFactory(code="4.1")
    return [
        IndicatorValueFactory(
            state="submitted", author=people.member, value=number, observation__indicator=indicator
        )
        for number in (11, 12, 13)
    ]


def test_the_office_decides_about_values_without_a_mouse(visit, people, waiting):
    office = visit()
    office.sign_in(people.office, PASSWORD)
    page = office.open("/weryfikacja/")
    first, second, third = (page.locator(f"#value-{value.pk}") for value in waiting)
    page.get_by_text("Weryfikuj z klawiatury").click()
    page.get_by_role("button", name="Zacznij od pierwszej wartości").click()
    page.wait_for_function(f"document.activeElement.id === 'value-{waiting[0].pk}'")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    second.get_by_text("Zweryfikowano 1 wartość").wait_for()
    page.wait_for_function(f"document.activeElement.id === 'value-{waiting[2].pk}'")
    page.keyboard.press("Backspace")
    page.keyboard.press("Control+Enter")
    third.get_by_text("Napisz jednym zdaniem, co trzeba poprawić.").wait_for()
    page.keyboard.type("Zły rok.")
    office.check_accessibility()
    page.keyboard.press("Control+Enter")
    third.get_by_text("Zwrócono do poprawy.").wait_for()
    page.wait_for_function(f"document.activeElement.id === 'value-{waiting[0].pk}'")
    page.keyboard.press("Space")
    assert first.locator("[type=checkbox]").is_checked()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Pokaż następne wartości").wait_for()
    office.check_accessibility()
    states = list(IndicatorValue.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["verified", "verified", "returned"]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_pages_of_verification_are_accessible(visit, people, waiting, width, prefix):
    office = visit(width=width)
    office.sign_in(people.office, PASSWORD)
    verified = IndicatorValueFactory()
    pages = ["", "wszystkie/", "wynik/", "okresy/"]
    paths = [f"/weryfikacja/{page}" for page in pages] + [f"/wartosci/{verified.observation_id}/popraw/"]
    for path in paths:
        office.open(f"{prefix}{path}")
        office.check_accessibility()
        office.check_width()
