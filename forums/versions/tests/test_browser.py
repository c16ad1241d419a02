"""Checking a file in a real browser: the sum is computed there and the file is not sent."""

import pytest

from forums.models import PlanVersion
from strategy.plans.content import canonical

pytestmark = pytest.mark.browser
LIST = "/plany/plan-w-projekcie/wersje/"
PAGES = ["wersje/2/", "porownanie/?od=1&do=2", "historia/czesci/diagnoza/?od=1&do=2", "wersje/1/przywroc/"]


@pytest.fixture
def frozen(transactional_db, world):
    return canonical(PlanVersion.objects.get(number=1).content)


def as_file(content):
    return {"name": "plan.json", "mimeType": "application/json", "buffer": content}


@pytest.mark.parametrize("width", [390, 1280])
def test_the_browser_says_which_version_a_file_is(frozen, visit, width):
    visitor = visit(width=width)
    page = visitor.open(LIST)
    page.locator("#checked-file").set_input_files(as_file(frozen))
    page.get_by_text("Plik jest niezmieniony: Wersja przyjęta 1.").wait_for()
    page.locator("#checked-file").set_input_files(as_file(frozen + b"\n"))
    page.get_by_text("nie jest żadną").wait_for()
    visitor.check_width()
    visitor.check_accessibility()


def test_without_scripts_the_page_says_how_to_compare_by_hand(frozen, visit):
    page = visit(scripts=False).open(LIST)
    assert not page.locator("#checked-file").is_visible()
    page.get_by_text("Porównaj samodzielnie").click()
    assert page.get_by_text("sha256sum").is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_of_versions_are_accessible(frozen, people, visit, width):
    people.forum_member.set_password("haslo-do-proby-2030")
    people.forum_member.save()
    visitor = visit(width=width)
    visitor.sign_in(people.forum_member, "haslo-do-proby-2030")
    for page in PAGES:
        visitor.open(f"/plany/plan-w-projekcie/{page}")
        visitor.check_width()
        visitor.check_accessibility()
