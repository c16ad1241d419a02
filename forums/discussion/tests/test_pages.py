"""Pages of the discussion: what they show, how often they ask the database, bad input."""

import pytest
from django.urls import reverse

from forums.drafting.models import Comment, Proposal
from forums.tests.plan_world import build_plan
from strategy.models import ActionPlan

pytestmark = pytest.mark.django_db
SLUG = "plan-w-projekcie"


@pytest.fixture
def world(people):
    return build_plan(people)


@pytest.fixture
def plan(world):
    return ActionPlan.objects.get(slug=SLUG)


def address(name, **kwargs):
    return reverse(name, kwargs={"slug": SLUG, **kwargs})


ADDRESSES = [
    ("draft_text", {}),
    ("proposal_list", {}),
    ("comment_list", {}),
    ("comment_new", {}),
    ("propose_section", {"key": "diagnoza"}),
]


@pytest.mark.parametrize(("name", "kwargs"), ADDRESSES)
def test_a_page_asks_the_database_fifteen_times_at_most(
    name, kwargs, client_of, plan, django_assert_max_num_queries
):
    browser = client_of("forum_member")
    with django_assert_max_num_queries(15):
        assert browser.get(address(name, **kwargs)).status_code == 200


def many(plan, author, number=30):
    """So many proposals and threads with an answer each."""
    item = plan.draft_items.get(key="diagnoza")
    rows = Proposal(item=item, base=item.head, content={"html": "<p>Inaczej.</p>"}, reason="R", author=author)
    for _ in range(number):
        rows.pk = None
        rows.save(force_insert=True)
        thread = Comment.objects.create(plan=plan, item=item, text="Pytanie", author=author)
        Comment.objects.create(plan=plan, item=item, thread=thread, text="Odpowiedź", author=author)


@pytest.mark.parametrize("name", ["draft_text", "proposal_list", "comment_list"])
def test_more_rows_do_not_ask_more(name, client_of, plan, people, django_assert_max_num_queries):
    many(plan, people.member)
    browser = client_of("member")
    with django_assert_max_num_queries(15):
        assert browser.get(address(name), {"ktore": "wszystkie"}).status_code == 200


def test_a_proposal_asks_fifteen_times_at_most(client_of, world, django_assert_max_num_queries):
    browser = client_of("forum_chair")
    with django_assert_max_num_queries(15):
        page = browser.get(address("proposal", pk=world["proposal"])).content.decode()
    assert "<ins>" in page
    assert "Precyzyjniej" in page
