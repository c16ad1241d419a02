"""Proposals as a workflow: sending, accepting whole and in part, declining, withdrawing, closing."""

import pytest
from django.core.exceptions import PermissionDenied

from conftest import ROLES
from forums.discussion.proposing import accept, close_open, decline, propose, withdraw
from forums.discussion.refusals import AlreadyDecided, Closed, Refused, TextChanged
from forums.discussion.tests.conftest import PARAGRAPHS, html
from forums.drafting import editing
from forums.drafting.models import DraftItem, Proposal, Revision
from metropolis.notifications.models import Notice

pytestmark = pytest.mark.django_db
NEW = ["Autobusy jeżdżą za rzadko.", "Kolej łączy gminy.", "Brakuje parkingów przy stacjach."]
PROPOSERS = {"member", "coordinator", "other_coordinator", "forum_member", "forum_chair", "office", "office2"}
DECIDERS = {"forum_member", "forum_chair", "office", "office2"}


@pytest.fixture
def proposal(section, people):
    return propose(section, {"html": html(*NEW)}, base=2, reason="Precyzyjniej", by=people.member)


def text_of(item):
    return DraftItem.objects.get(pk=item.pk).head.content["html"]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", ["draft", "consultation", "with_commission", "adopted"])
def test_who_may_propose_when(role, state, section, people):
    section.plan.state = state
    section.plan.save()
    try:
        propose(section, {"html": html("Inaczej.")}, base=2, reason="Bo tak", by=people.by_role(role))
        allowed = True
    except (PermissionDenied, Closed):
        allowed = False
    assert allowed == (role in PROPOSERS and state in ("draft", "consultation"))


@pytest.mark.parametrize("role", ROLES)
def test_who_may_decide(role, proposal, people):
    try:
        decline(proposal, by=people.by_role(role), reason="Nie")
        allowed = True
    except PermissionDenied:
        allowed = False
    assert allowed == (role in DECIDERS)


@pytest.mark.parametrize("state", ["with_commission", "opinion_given", "adopted"])
def test_nobody_decides_while_the_text_must_not_change(state, proposal, people):
    proposal.item.plan.state = state
    proposal.item.plan.save()
    with pytest.raises(Closed):
        accept(proposal, by=people.forum_chair)


def test_acceptance_puts_the_words_into_the_draft_and_names_the_author(proposal, section, people):
    done = accept(proposal, by=people.forum_member)
    head = DraftItem.objects.get(pk=section.pk).head
    assert (done.state, done.result) == ("accepted", head)
    assert (head.content["html"], head.origin, head.author) == (html(*NEW), "proposal", people.forum_member)
    assert people.member.name in head.note


def test_acceptance_in_part_takes_the_ticked_changes_alone(proposal, section, people):
    done = accept(proposal, by=people.forum_member, parts=[2])
    assert done.state == "partly"
    assert text_of(section) == html(PARAGRAPHS[0], PARAGRAPHS[1], NEW[2])


def test_in_a_consultation_proposals_are_the_way_in_which_the_text_changes(proposal, section, people):
    proposal.item.plan.state = "consultation"
    proposal.item.plan.save()
    accept(proposal, by=people.forum_chair)
    assert text_of(section) == html(*NEW)


def test_outdated_words_are_never_applied(proposal, section, people):
    editing.save_part(section, {"html": html("Autobusów brak.", *PARAGRAPHS[1:])}, base=2, by=people.office)
    with pytest.raises(TextChanged):
        accept(proposal, by=people.forum_member)
    assert text_of(section) == html("Autobusów brak.", *PARAGRAPHS[1:])
    accept(proposal, by=people.forum_member, parts=[2])
    assert text_of(section) == html("Autobusów brak.", PARAGRAPHS[1], NEW[2])


def test_what_somebody_wrote_already_needs_no_new_revision(proposal, section, people):
    editing.save_part(section, {"html": html(*NEW)}, base=2, by=people.office)
    revisions = Revision.objects.filter(item=section).count()
    assert accept(proposal, by=people.forum_member).state == "accepted"
    assert Revision.objects.filter(item=section).count() == revisions


def test_accepting_nothing_is_refused(proposal, people):
    with pytest.raises(Refused):
        accept(proposal, by=people.forum_member, parts=[])


def test_the_second_decision_is_told_who_was_first(proposal, people):
    accept(proposal, by=people.forum_member)
    with pytest.raises(AlreadyDecided, match=people.forum_member.name):
        decline(proposal, by=people.forum_chair, reason="Nie")


def test_declining_needs_a_reason(proposal, people):
    with pytest.raises(Refused):
        decline(proposal, by=people.forum_chair, reason="  ")
    assert Proposal.objects.get().state == "open"


@pytest.mark.parametrize("content", [html(*PARAGRAPHS), f"<div>{html(*PARAGRAPHS)}</div>"])
def test_a_proposal_that_changes_nothing_is_refused(content, section, people):
    with pytest.raises(Refused):
        propose(section, {"html": content}, base=2, reason="Bo tak", by=people.member)


def test_a_proposal_needs_a_reason(section, people):
    with pytest.raises(Refused):
        propose(section, {"html": html("Inaczej.")}, base=2, reason=" ", by=people.member)


def test_a_picture_in_a_proposal_is_refused_by_name(section, people):
    with pytest.raises(editing.Invalid) as refused:
        propose(section, {"html": "<p>x<img src=a></p>"}, base=2, reason="Bo", by=people.member)
    assert [fault.field for fault in refused.value.faults] == ["html"]


def test_only_the_author_withdraws(proposal, people):
    with pytest.raises(PermissionDenied):
        withdraw(proposal, by=people.forum_chair)
    assert withdraw(proposal, by=people.member).state == "withdrawn"


def test_fields_of_an_action_are_accepted_one_by_one(action, people):
    wanted = action.head.content | {"title": "Jeden bilet", "start": "2027-01-01"}
    proposal = propose(action, wanted, base=1, reason="Lepiej", by=people.member)
    done = accept(proposal, by=people.forum_chair, parts=[2])
    content = DraftItem.objects.get(pk=action.pk).head.content
    assert (done.state, content["title"], content["start"]) == ("partly", "Wspólny bilet", "2027-01-01")


def test_changes_that_do_not_hold_together_are_explained(action, people):
    wanted = action.head.content | {"start": "2027-01-01", "end": "2028-01-01"}
    proposal = propose(action, wanted, base=1, reason="Terminy", by=people.member)
    editing.save_part(action, action.head.content | {"start": "2029-01-01"}, base=1, by=people.office)
    with pytest.raises(editing.Invalid):
        accept(proposal, by=people.forum_chair, parts=[2])
    assert Proposal.objects.get().state == "open"


def test_a_removed_action_takes_no_proposals(action, people):
    wanted = action.head.content | {"title": "Jeden bilet"}
    proposal = propose(action, wanted, base=1, reason="Lepiej", by=people.member)
    editing.remove_action(action, base=1, by=people.office)
    with pytest.raises(TextChanged):
        accept(proposal, by=people.forum_chair)
    with pytest.raises(Refused):
        propose(action, wanted, base=1, reason="Lepiej", by=people.member)
    assert decline(proposal, by=people.forum_chair, reason="Usunięte").state == "declined"


def test_the_drafting_forum_is_told_of_a_new_proposal(proposal, people):
    told = set(Notice.objects.filter(kind="proposal_made").values_list("user", flat=True))
    assert told == {people.forum_member.pk, people.forum_chair.pk}


@pytest.mark.parametrize("outcome", ["accepted", "partly", "declined", "closed"])
def test_the_author_is_told_of_every_outcome(outcome, proposal, people):
    deeds = {
        "accepted": lambda: accept(proposal, by=people.forum_chair),
        "partly": lambda: accept(proposal, by=people.forum_chair, parts=[1]),
        "declined": lambda: decline(proposal, by=people.forum_chair, reason="Nie teraz"),
        "closed": lambda: close_open(proposal.item.plan, people.office),
    }
    deeds[outcome]()
    assert Proposal.objects.get().state == outcome
    assert list(Notice.objects.filter(kind="proposal_decided").values_list("user", flat=True)) == [
        people.member.pk
    ]
