"""A proposal from a member to a part of it in the draft, by keyboard; a comment that names a person."""

import pytest
from django.urls import reverse

from forums.discussion.tests.conftest import PARAGRAPHS, html
from forums.drafting.models import Comment, DraftItem

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a-long-password-2030"


@pytest.fixture
def enter(visit, people):
    """`enter("member")`: that person at a browser, signed in."""

    def come(role, **kwargs):
        user = people.by_role(role)
        user.set_password(PASSWORD)
        user.save()
        visitor = visit(**kwargs)
        visitor.sign_in(user, PASSWORD)
        return visitor

    return come


def press_on(page, selector, key):
    """Put the focus where it belongs and press a key."""
    page.locator(selector).focus()
    page.keyboard.press(key)


def check(visitor):
    visitor.check_accessibility()
    visitor.check_width()


def proposed_by_keyboard(visitor, section):
    """Two paragraphs are rewritten in the plain field (without scripts), checked and sent."""
    page = visitor.open(reverse("propose_section", args=[section.plan.slug, section.key]))
    page.locator("#id_html").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(html("Autobusy jeżdżą za rzadko.", PARAGRAPHS[1], "Brakuje parkingów przy stacjach."))
    page.locator("#id_reason").focus()
    page.keyboard.type("Precyzyjniej")
    press_on(page, ".form__actions button", "Enter")
    page.locator("button[name=send]").wait_for()
    assert page.locator("ins").count() == 2
    press_on(page, "button[name=send]", "Enter")
    page.locator("button[name=withdraw]").wait_for()
    return page.url


def test_a_proposal_goes_from_a_member_into_the_draft_in_part(enter, section, live_server):
    address = proposed_by_keyboard(enter("member", scripts=False), section)
    chair = enter("forum_chair", width=390)
    page = chair.open(address.removeprefix(live_server.url))
    check(chair)
    press_on(page, "input[name=change][value='2']", "Space")
    press_on(page, "button[name=accept]", "Enter")
    page.locator(".proposal-answer").wait_for()
    check(chair)
    head = DraftItem.objects.get(pk=section.pk).head
    assert head.content["html"] == html(*PARAGRAPHS[:2], "Brakuje parkingów przy stacjach.")


def test_a_selected_passage_becomes_a_comment_that_names_a_person(enter, section, people):
    member = enter("member")
    page = member.open(reverse("draft_text", args=[section.plan.slug]))
    check(member)
    page.evaluate(
        "document.getSelection().selectAllChildren(document.querySelector('[data-passage] p:nth-child(2)'))"
    )
    press_on(page, "#selection-bar a", "Enter")
    page.locator("#id_text").wait_for()
    assert page.locator("#id_quote").input_value() == PARAGRAPHS[1]
    page.locator("#id_text").focus()
    page.keyboard.type(f"@{people.forum_chair.name[:4]}")
    page.locator("[role=option]").first.wait_for()
    check(member)
    for _ in range(page.locator("[role=option]").count()):
        chosen = page.locator("[role=option][aria-selected=true]").text_content()
        if people.forum_chair.name in chosen:
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("proszę sprawdzić")
    press_on(page, "main form button[type=submit]", "Enter")
    page.locator(".talk").wait_for()
    check(member)
    row = Comment.objects.get()
    assert (row.quote, list(row.mentioned_people.all())) == (PARAGRAPHS[1], [people.forum_chair])
