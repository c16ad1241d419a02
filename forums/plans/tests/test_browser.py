"""The pages of a plan in a real browser: on a phone and a desk, by keyboard, in both languages."""

import pytest

from forums.tests.plan_world import ACTION, add_item, build_plan, version_of
from strategy.models import ActionPlan

pytestmark = pytest.mark.browser
PAGES = [
    "",
    "dzialania/?rodzaj=partnership",
    "dzialania/4.P2.3/",
    "harmonogram/",
    "harmonogram/?widok=tabela",
]
PAGES += ["finansowanie/", "gminy/", "gminy/skawina/"]


@pytest.fixture
def plan(people):
    build_plan(people)
    plan = ActionPlan.objects.get(slug="plan-przyjety")
    words = ACTION | {
        "title": "Metropolitalna strefa aktywności gospodarczej z bardzo długą nazwą działania",
        "start": "2026-02-01",
        "end": "2029-03-31",
        "is_flagship": True,
        "depends_on": ["4.P2.4"],
        "milestones": [{"key": "m1", "name": "Odbiór", "due": "2027-02-01"}],
        "products": [{"key": "p1", "name": "Punkty", "unit": "szt.", "target": "4"}],
        "funding": [{"source": "A", "year": 2027, "planned": "1200000", "secured": "400000"}],
    }
    add_item(plan, "action", "4.P2.3", words, order=3)
    add_item(plan, "action", "4.P2.4", words | {"depends_on": [], "end": "2026-09-01"}, order=4)
    version_of(plan, people.office, adopted_number=2)
    return plan


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_is_accessible_and_fits(plan, visit, width):
    visitor = visit(width=width)
    for language in ("", "/en"):
        for page in PAGES:
            visitor.open(f"{language}/plany/{plan.slug}/{page}")
            visitor.check_accessibility()
            visitor.check_width()


def test_the_bars_are_walked_by_keyboard(plan, visit):
    page = visit().open(f"/plany/{plan.slug}/harmonogram/")
    page.locator(".gantt").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith(
        "4.P2.3 Metropolitalna"
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dzialania/4.P2.4/")
    assert "4.P2.4" in page.locator("h1").inner_text()


def test_a_filter_works_without_scripts(plan, visit):
    page = visit(scripts=False).open(f"/plany/{plan.slug}/dzialania/")
    page.get_by_label("Flagowe").select_option("tak")
    page.get_by_role("button", name="Pokaż działania").click()
    assert "2 działania" in page.locator("[role=status]").first.inner_text()
    page.get_by_role("link", name="Usuń filtr: Flagowe: tak").click()
    assert "4 działania" in page.locator("[role=status]").first.inner_text()
