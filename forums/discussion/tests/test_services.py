"""Two people at one proposal at the same moment, on a database with row locks."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from forums.discussion.proposing import accept, decline, propose, withdraw
from forums.discussion.refusals import AlreadyDecided, Refused, TextChanged
from forums.discussion.tests.conftest import PARAGRAPHS, html
from forums.drafting import editing
from forums.drafting.models import Proposal, Revision
from metropolis.notifications.models import Notice

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
NEW = html("Autobusy jeżdżą za rzadko.", *PARAGRAPHS[1:])


def at_once(*deeds):
    """What each deed returned, or the refusal it raised, when they started together."""
    barrier = Barrier(len(deeds))

    def go(deed):
        try:
            barrier.wait(timeout=30)
            return deed()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(go, deeds, timeout=60))


@pytest.fixture
def proposal(section, people):
    return propose(section, {"html": NEW}, base=2, reason="Precyzyjniej", by=people.member)


def test_ten_decisions_at_once_give_one_result_and_one_message_each(proposal, people):
    deciders = [people.forum_member, people.forum_chair, people.office, people.office2]
    deeds = [lambda who=who: accept(proposal, by=who) for who in deciders for _ in range(2)]
    deeds += [lambda who=who: decline(proposal, by=who, reason="Nie") for who in deciders[:2]]
    results = at_once(*deeds)
    assert sum(isinstance(one, Proposal) for one in results) == 1
    assert all(isinstance(one, Proposal | AlreadyDecided) for one in results)
    assert Notice.objects.filter(kind="proposal_decided").count() == 1
    assert Revision.objects.filter(origin="proposal").count() == int(
        Proposal.objects.get().state == "accepted"
    )


def test_withdrawing_and_accepting_at_once_leave_one_truth(proposal, section, people):
    at_once(
        lambda: withdraw(proposal, by=people.member),
        lambda: accept(proposal, by=people.forum_chair),
    )
    section.refresh_from_db()
    accepted = Proposal.objects.get().state == "accepted"
    assert (section.head.content["html"] == NEW) == accepted


def test_a_save_of_the_same_words_is_never_overwritten_by_an_acceptance(proposal, section, people):
    theirs = html("Autobusów brak.", *PARAGRAPHS[1:])

    def save():
        try:
            return editing.save_part(section, {"html": theirs}, base=2, by=people.office)
        except editing.Collision as collision:
            return collision

    saved, decided = at_once(save, lambda: accept(proposal, by=people.forum_chair))
    section.refresh_from_db()
    if isinstance(decided, TextChanged):
        assert (section.head.content["html"], Proposal.objects.get().state) == (theirs, "open")
    else:
        assert isinstance(saved, editing.Collision)
        assert section.head.content["html"] == NEW
