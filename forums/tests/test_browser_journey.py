"""The main job of a forum, by keyboard, each person in a browser of one's own.

From the first word of a plan to the resolution, and an amendment that goes round again.
"""

import datetime
import io

import pytest
from django.utils import timezone
from docx import Document

from forums.models import PlanVersion, Proposal, Revision
from strategy.factories import ActionPlanFactory, GoalFactory, SectionTemplateFactory

pytestmark = pytest.mark.browser
PLAN = "/plany/plan-komunikacji/"
SECTION = f"{PLAN}projekt/czesci/diagnoza/"
# The button of the form itself: the action form has others, which add rows.
OWN_BUTTON = "main form :is(.draft-bar, .form__actions) .button[type=submit]:not([name])"


@pytest.fixture
def plan(transactional_db, people, area):
    """A plan that is known by name only."""
    SectionTemplateFactory(key="diagnoza", title_pl="Diagnoza", order=1)
    GoalFactory(area=area, code="4.S1", text_pl="Cel pierwszy")
    return ActionPlanFactory(
        area=area,
        slug="plan-komunikacji",
        code="4.P9",
        name_pl="Plan komunikacji",
        period_start=2026,
        period_end=2030,
    )


def press(page, place):
    """Go to a button or link and press it, as a keyboard does."""
    page.locator(place).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def send(page, name=""):
    """Press the form's own button, or the one of that name."""
    press(page, f"main form button[name={name}]" if name else OWN_BUTTON)


def fill(page, **fields):
    """Type into fields by name; a choice is ticked."""
    for name, text in fields.items():
        field = page.locator(f"main form [name={name}]").first
        if field.get_attribute("type") in ("radio", "checkbox"):
            page.locator(f'main form [name={name}][value="{text}"]').focus()
            page.keyboard.press("Space")
        else:
            field.focus()
            if field.evaluate("field => field.tagName") != "SELECT":  # in a list, typing goes to the option
                page.keyboard.press("Control+A")
            page.keyboard.type(text)


def write(page, text):
    """Type into the rich text editor."""
    editor = page.locator(".ProseMirror").first
    editor.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def take(visitor, slug, **fields):
    """Take a step of the plan through its page."""
    page = visitor.open(f"{PLAN}kroki/{slug}/")
    visitor.check_accessibility()
    fill(page, **fields)
    send(page)
    assert page.url.endswith("/gotowe/"), page.locator("main").inner_text()


def day(days=0):
    return (timezone.localdate() + datetime.timedelta(days=days)).strftime("%d.%m.%Y")


def test_a_plan_from_the_first_word_to_the_resolution_and_an_amendment(plan, at_desk):
    two_people_write_one_section(at_desk)
    the_chair_describes_an_action(at_desk)
    a_team_proposes_and_comments(at_desk)
    the_plan_is_adopted(at_desk, number="7/2026")
    page = at_desk("public").open(PLAN)
    assert page.get_by_text("Autobusy jeżdżą za rzadko w sobotę").is_visible()
    an_amendment_goes_round(at_desk)
    numbers = PlanVersion.objects.filter(adopted_number__isnull=False).order_by("number")
    assert list(numbers.values_list("adopted_number", flat=True)) == [1, 2]


def two_people_write_one_section(at_desk):
    chair, member = at_desk("forum_chair"), at_desk("forum_member")
    take(chair, "rozpocznij-prace")
    pages = [visitor.open(SECTION) for visitor in (chair, member)]
    write(pages[1], "Autobusy jeżdżą rzadko.")
    send(pages[1])
    write(pages[0], "Autobusów jest za mało.")
    send(pages[0])
    chair.check_accessibility()
    assert "Autobusy jeżdżą rzadko." in pages[0].locator(".sides").inner_text()
    assert "Autobusów jest za mało." in pages[0].locator(".sides").inner_text()
    fill(pages[0], choice="theirs")
    send(pages[0])
    kept = Revision.objects.get(origin="set_aside")
    assert "Autobusów jest za mało." in kept.content["html"]
    assert "Autobusy jeżdżą rzadko." in kept.item.head.content["html"]


def the_chair_describes_an_action(at_desk):
    chair = at_desk("forum_chair")
    page = chair.open(f"{PLAN}projekt/dzialania/nowe/")
    fill(
        page,
        title="Wspólny rozkład jazdy",
        responsible_function="koordynacja",
        start="1.02.2026",
        end="31.12.2027",
    )
    fill(page, goals="4.S1", cost="1 234,50")
    send(page)
    assert page.get_by_text("Wspólny rozkład jazdy").first.is_visible()
    chair.check_accessibility()


def a_team_proposes_and_comments(at_desk):
    team, chair = at_desk("member"), at_desk("forum_chair")
    page = team.open(f"{SECTION}propozycja/")
    write(page, "Autobusy jeżdżą za rzadko w sobotę.")
    fill(page, reason="W soboty nie ma jak dojechać.")
    send(page)
    send(page, "send")
    page = chair.open(f"{PLAN}propozycje/")
    press(page, f"main a[href^='{PLAN}propozycje/{Proposal.objects.get().pk}/']")
    chair.check_accessibility()
    send(page, "accept_all")
    page = team.open(f"{PLAN}uwagi/nowa/")
    fill(page, text="Skąd są te dane?")
    send(page)
    page = chair.open(f"{PLAN}uwagi/")
    assert page.get_by_text("Skąd są te dane?").is_visible()
    send(page, "resolve")


def the_plan_is_adopted(at_desk, *, number):
    take(at_desk("forum_chair"), "otworz-konsultacje", deadline=day(1))
    answer = at_desk("coordinator").open(f"{PLAN}konsultacje/")
    fill(answer, verdict="no_remarks")
    send(answer)
    take(at_desk("office"), "wyslij-do-komisji", reason="Wszystkie zespoły odpowiedziały.")
    review = at_desk("commission_member").open(f"{PLAN}opiniowanie/")
    assert review.get_by_text("Autobusy").first.is_visible()
    take(at_desk("commission_member"), "wydaj-opinie", verdict="positive")
    take(at_desk("office"), "przyjmij", body="Zarząd", number=number)


def an_amendment_goes_round(at_desk):
    chair, office = at_desk("forum_chair"), at_desk("office")
    take(chair, "rozpocznij-zmiane", reason="Nowe dane.")
    page = chair.open(SECTION)
    write(page, "Autobusy jeżdżą co godzinę.")
    send(page)
    public = at_desk("public").open(PLAN)
    assert public.get_by_text("za rzadko w sobotę").is_visible()
    redline = office.context.request.get(f"{office.server_url}{PLAN}dokumenty/zmiany.docx?wersja=projekt")
    body = Document(io.BytesIO(redline.body())).element.body.xml
    assert "<w:ins " in body
    assert "<w:del " in body
    the_plan_is_adopted(at_desk, number="8/2026")
    public = at_desk("public").open(PLAN)
    assert public.get_by_text("Autobusy jeżdżą co godzinę.").is_visible()
