"""What is typed into the pages of the discussion: taken, refused with words, and never lost."""

import pytest
from django.urls import reverse

from forums.discussion.commenting import comment, resolve
from forums.discussion.proposing import propose
from forums.discussion.tests.conftest import PARAGRAPHS, html
from forums.drafting.action_forms import ActionEditor
from forums.drafting.editing import save_part
from forums.drafting.models import Comment, DraftItem, Proposal
from forums.drafting.vocabulary import read_vocabulary
from strategy.plans.content import ActionContent

pytestmark = pytest.mark.django_db
SLUG = "plan-w-projekcie"
NEW = html("Autobusy jeżdżą za rzadko.", *PARAGRAPHS[1:])


def address(name, **kwargs):
    return reverse(name, kwargs={"slug": SLUG, **kwargs})


@pytest.fixture
def proposal(section, people):
    return propose(section, {"html": NEW}, base=2, reason="Precyzyjniej", by=people.member)


@pytest.fixture
def propose_page(section):
    return address("propose_section", key="diagnoza")


def typed(**changes):
    return {"html": NEW, "base": "2", "reason": "Precyzyjniej"} | changes


def test_the_difference_is_shown_before_anything_is_sent(client_of, propose_page):
    page = client_of("member").post(propose_page, typed())
    assert "<ins>" in page.content.decode()
    assert not Proposal.objects.exists()


def test_going_back_from_the_difference_keeps_the_words(client_of, propose_page):
    page = client_of("member").post(propose_page, typed(edit="1")).content.decode()
    assert "za rzadko" in page
    assert "Precyzyjniej" in page


def test_a_proposal_is_sent_from_the_page(client_of, propose_page, people):
    answer = client_of("member").post(propose_page, typed(send="1"))
    sent = Proposal.objects.get()
    assert answer.url.startswith(address("proposal", pk=sent.pk))
    assert (sent.author, sent.content) == (people.member, {"html": NEW})


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": ""},
        {"reason": "x" * 2001},
        {"html": html(*PARAGRAPHS)},
        {"html": f"{NEW}<p>Zdjęcie<img src=x></p>"},
    ],
)
def test_what_cannot_be_sent_stays_in_the_form(changes, client_of, propose_page):
    answer = client_of("member").post(propose_page, typed(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="error-summary"' in page
    assert "Autobusy" in page
    assert "<title>Błąd:" in page


@pytest.mark.parametrize("base", ["", "x", "999", "-1"])
def test_an_odd_base_is_never_a_fault_of_the_portal(base, client_of, propose_page):
    assert client_of("member").post(propose_page, typed(base=base, send="1")).status_code in (302, 422)


def test_an_unsaved_edit_becomes_a_proposal_without_retyping(client_of, propose_page):
    page = client_of("forum_member").post(propose_page, {"html": NEW, "base": "2", "from_edit": "1"})
    assert page.status_code == 200
    assert "za rzadko" in page.content.decode()
    assert 'class="error-summary"' not in page.content.decode()


def test_a_state_without_proposals_says_so_and_keeps_the_words(client_of, propose_page, plan):
    plan.state = "with_commission"
    plan.save()
    browser = client_of("member")
    assert browser.get(propose_page).url == address("proposal_list")
    answer = browser.post(propose_page, typed(send="1"))
    assert answer.status_code == 409
    assert "za rzadko" in answer.content.decode()


def test_a_proposal_to_an_action_goes_through_its_form(client_of, action, plan):
    words = read_vocabulary(plan, action.key)
    stored = ActionContent.from_json({**action.head.content, "code": action.key})
    data = {}
    for name, value in ActionEditor.of(words, stored, 1).pairs():
        data.setdefault(name, []).append(value)
    data |= {"title": "Jeden bilet", "reason": "Krócej"}
    page, browser = address("propose_action", code=action.key), client_of("member")
    assert "Jeden" in browser.post(page, data).content.decode()
    more = browser.post(page, data | {"add": "milestones"})
    assert more.content.decode().count('name="milestones-1-name"') == 1
    browser.post(page, data | {"send": "1"})
    assert Proposal.objects.get().content["title"] == "Jeden bilet"


def test_ticked_changes_are_accepted_from_the_page(client_of, proposal, section):
    page = address("proposal", pk=proposal.pk)
    client_of("forum_chair").post(page, {"accept": "1", "change": ["1"], "answer": "Dziękujemy"})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decision_note) == ("accepted", "Dziękujemy")
    assert DraftItem.objects.get(pk=section.pk).head.content["html"] == NEW


@pytest.mark.parametrize(
    ("role", "data", "status"),
    [
        ("forum_chair", {"decline": "1", "answer": " "}, 409),
        ("forum_chair", {"accept": "1", "answer": "Tak"}, 409),
        ("forum_chair", {"accept": "1", "change": ["x", "²", "99"]}, 409),
        ("forum_chair", {"decline": "1", "answer": "x" * 2001}, 409),
        ("coordinator", {"accept_all": "1"}, 403),
        ("forum_chair", {}, 404),
    ],
)
def test_an_answer_that_cannot_be_given_changes_nothing(role, data, status, client_of, proposal):
    answer = client_of(role).post(address("proposal", pk=proposal.pk), data)
    proposal.refresh_from_db()
    assert (answer.status_code, proposal.state) == (status, "open")


def test_the_second_answer_is_told_of_the_first(client_of, proposal, people):
    page = address("proposal", pk=proposal.pk)
    client_of("forum_chair").post(page, {"accept_all": "1"})
    answer = client_of("forum_member").post(page, {"decline": "1", "answer": "Nie zgadzam się"})
    assert answer.status_code == 409
    assert people.forum_chair.name in answer.content.decode()


def test_outdated_words_are_shown_beside_the_present_ones(client_of, proposal, section, people):
    save_part(section, {"html": html("Autobusów brak.", *PARAGRAPHS[1:])}, base=2, by=people.office)
    page = client_of("forum_chair").get(address("proposal", pk=proposal.pk)).content.decode()
    assert "Teraz w projekcie" in page
    assert "Autobusów brak." in page
    assert 'name="accept_all"' not in page


def test_a_comment_with_a_passage_and_somebody_to_tell(client_of, section, people):
    data = {
        "part": "diagnoza",
        "quote": "Kolej łączy",
        "text": "Które?",
        "tell": [f"person:{people.office.pk}"],
    }
    answer = client_of("member").post(address("comment_new"), data)
    row = Comment.objects.get()
    assert answer.url == f"{address('comment_thread', pk=row.pk)}#uwaga-{row.pk}"
    assert (row.item, row.quote, list(row.mentioned_people.all())) == (
        section,
        "Kolej łączy",
        [people.office],
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"text": ""},
        {"text": "x" * 5001},
        {"quote": "x" * 501},
        {"part": "nie-ma"},
        {"part": "caly-plan", "quote": "Kolej"},
        {"tell": ["person:0"]},
    ],
)
def test_a_comment_that_cannot_be_saved_stays_in_the_form(changes, client_of, section):
    data = {"part": "diagnoza", "quote": "", "text": "Skąd te dane?"} | changes
    answer = client_of("member").post(address("comment_new"), data)
    assert answer.status_code == 422
    assert 'class="error-summary"' in answer.content.decode()
    assert not Comment.objects.exists()


def test_an_answer_returns_to_the_page_that_it_was_written_on(client_of, section, people):
    thread = comment(section.plan, by=people.member, text="Skąd?", item=section)
    page, back = address("comment_thread", pk=thread.pk), f"{address('comment_list')}?ktore=moje"
    browser = client_of("member")
    answer = browser.post(page, {"answer": "1", "text": "Z badania", "back": back})
    assert answer.url.startswith(f"{back}#uwaga-")
    elsewhere = browser.post(page, {"answer": "1", "text": "Z badania", "back": "https://example.org/"})
    assert elsewhere.url.startswith(page)


def test_an_answer_to_a_thread_resolved_meanwhile_is_not_lost(client_of, section, people):
    thread = comment(section.plan, by=people.member, text="Skąd?", item=section)
    resolve(thread, by=people.office)
    page = address("comment_thread", pk=thread.pk)
    answer = client_of("member").post(page, {"answer": "1", "text": "Z badania z 2024 roku"})
    assert answer.status_code == 409
    assert "Z badania z 2024 roku" in answer.content.decode()


def test_threads_are_resolved_and_opened_from_the_page(client_of, section, people):
    thread = comment(section.plan, by=people.member, text="Skąd?", item=section)
    page, browser = address("comment_thread", pk=thread.pk), client_of("forum_member")
    browser.post(page, {"resolve": "1"})
    assert Comment.objects.get().resolved_by == people.forum_member
    browser.post(page, {"reopen": "1"})
    assert Comment.objects.get().resolved_at is None


def test_names_are_suggested_to_whoever_comments(client_of, plan, people):
    found = client_of("member").get(address("mention_names"), {"q": people.office.name}).json()["found"]
    assert people.office.name in [one["name"] for one in found]
    assert client_of("member").get(address("mention_names"), {"q": " "}).json() == {"found": []}
