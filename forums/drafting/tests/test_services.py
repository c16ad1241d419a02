"""Many people at the same moment, on a database with row locks: no save is lost, no number comes twice."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from forums.drafting.editing import Collision, WrongMoment, add_action, remove_action, save_part
from forums.models import DraftItem
from forums.tests.plan_world import draft_plan
from metropolis.ui.richtext import plain

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

PARAGRAPHS = [f"<p>Akapit {number} o kolei.</p>" for number in range(25)]


@pytest.fixture
def plan(area, people):
    return draft_plan(area)


def at_once(functions):
    """What the functions returned, or the refusal they raised, when started together."""
    barrier = threading.Barrier(len(functions))

    def go(function):
        try:
            barrier.wait(timeout=30)
            return function()
        except (Collision, WrongMoment) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(functions)) as pool:
        return list(pool.map(go, functions, timeout=120))


def test_fifty_saves_at_once_lose_no_update(plan, people):
    """Each of fifty people adds a word: to a paragraph of one section, every paragraph twice."""
    section = plan.draft_items.get(kind="section")
    base = save_part(section, {"html": "".join(PARAGRAPHS)}, base=1, by=people.forum_member).number
    words = [f"słowo{number:02}" for number in range(50)]

    def typed(number):
        paragraphs = list(PARAGRAPHS)
        spot = number % len(paragraphs)
        paragraphs[spot] = paragraphs[spot].replace("kolei.", f"kolei {words[number]}.")
        return {"html": "".join(paragraphs)}

    saves = [
        lambda number=number: save_part(section, typed(number), base=base, by=people.forum_chair)
        for number in range(50)
    ]
    results = at_once(saves)
    section.refresh_from_db()
    said = plain(section.head.content["html"])
    for word, result in zip(words, results, strict=True):
        kept = plain(result.mine["html"]) if isinstance(result, Collision) else said
        assert word in kept
    assert sum(word in said for word in words) == len(PARAGRAPHS)
    numbers = sorted(section.revisions.values_list("number", flat=True))
    assert numbers == list(range(1, len(PARAGRAPHS) + base + 1))


def test_fifty_saves_to_different_actions_are_all_there(plan, people):
    items = [add_action(plan, {"title": f"Działanie {number}"}, by=people.office) for number in range(50)]
    at_once(
        [
            lambda item=item: save_part(item, {"title": f"{item.key} nowe"}, base=1, by=people.office)
            for item in items
        ]
    )
    titles = DraftItem.objects.filter(pk__in=[item.pk for item in items]).values_list(
        "key", "head__content__title", "head__number"
    )
    assert all((title, number) == (f"{key} nowe", 2) for key, title, number in titles)


def test_twenty_actions_added_at_once_get_twenty_codes(plan, people):
    added = at_once(
        [lambda n=n: add_action(plan, {"title": f"Działanie {n}"}, by=people.office) for n in range(20)]
    )
    assert sorted(int(item.key.rpartition(".")[2]) for item in added) == list(range(3, 23))
    assert len({item.order for item in added}) == 20


def test_a_save_and_a_removal_at_once_do_not_pass_each_other(plan, people):
    item = plan.draft_items.get(key="4.P1.1")
    content = item.head.content | {"title": "Inny tytuł"}
    results = at_once(
        [
            lambda: save_part(item, content, base=1, by=people.forum_member),
            lambda: remove_action(item, base=1, by=people.office),
        ]
    )
    assert sum(isinstance(result, WrongMoment) for result in results) == 1
    assert item.revisions.count() == 2
