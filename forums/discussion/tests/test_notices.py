"""What people read of proposals and comments, in the portal and in mails."""

import pytest
from django.utils import translation

from forums.discussion.commenting import comment, reopen, resolve
from forums.discussion.proposing import accept, decline, propose
from forums.discussion.tests.conftest import html
from metropolis.notifications.models import Notice
from metropolis.notifications.registry import texts_of

pytestmark = pytest.mark.django_db


def read(kind, language="pl"):
    with translation.override(language):
        return [text for _notice, text in texts_of(Notice.objects.filter(kind=kind).select_related("user"))]


@pytest.fixture
def proposal(section, people):
    return propose(section, {"html": html("Inaczej.")}, base=2, reason="Tak jest lepiej", by=people.member)


def test_a_new_proposal_says_who_where_and_why(proposal, people):
    [text, _other] = read("proposal_made")
    assert people.member.name in text.title
    assert "Diagnoza" in text.title
    assert "Tak jest lepiej" in text.text
    assert text.about == proposal.item.plan.name


def test_the_answer_says_why(proposal, people):
    decline(proposal, by=people.forum_chair, reason="Brak danych")
    [text] = read("proposal_decided")
    assert (text.title, text.text) == ("Odrzucono Twoją propozycję: Diagnoza", "Brak danych")


def test_each_reader_has_the_notice_in_the_own_language(proposal, people):
    accept(proposal, by=people.forum_chair)
    [text] = read("proposal_decided", "en")
    assert text.title == "Your proposal was accepted: Diagnosis"


def test_a_mention_quotes_the_passage_and_the_words(section, people):
    text = f"@{people.office.name}: skąd te dane?"
    comment(section.plan, by=people.member, text=text, item=section, quote="Kolej łączy")
    [told] = read("mentioned")
    assert "Kolej łączy" in told.text
    assert "skąd te dane?" in told.text


def test_resolving_and_opening_again_name_who_did_it(section, people):
    thread = comment(section.plan, by=people.member, text="Skąd?", item=section)
    resolve(thread, by=people.forum_chair)
    assert people.forum_chair.name in read("thread_resolved")[0].text
    reopen(thread, by=people.office)
    assert people.office.name in read("thread_reopened")[0].text


def test_whoever_has_no_role_any_more_reads_nothing(section, people):
    comment(section.plan, by=people.board_member, text="Skąd?", item=section)
    people.forum_member.forummembers.all().delete()
    notices = Notice.objects.filter(kind="commented", user=people.forum_member).select_related("user")
    assert [text for _notice, text in texts_of(notices)] == [None]


def test_many_notices_are_read_with_few_questions(section, people, django_assert_max_num_queries):
    for _ in range(20):
        comment(section.plan, by=people.member, text="Skąd?", item=section)
    with django_assert_max_num_queries(4):
        texts_of(Notice.objects.filter(kind="commented").select_related("user"))
