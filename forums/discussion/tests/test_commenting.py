"""Comments as a workflow: threads, resolving, who is told, what is too much."""

import pytest
from django.core.exceptions import PermissionDenied

from conftest import ROLES
from forums.discussion.commenting import TEXT_LIMIT, comment, reopen, resolve
from forums.discussion.parts import holds_quote
from forums.discussion.reading import taking_part, threads_of
from forums.discussion.refusals import Closed, Refused
from forums.discussion.tests.conftest import html
from forums.drafting import editing
from forums.drafting.models import DraftItem
from metropolis.notifications.models import Notice

pytestmark = pytest.mark.django_db
SILENT = {"public", "administrator", "former_member"}


@pytest.fixture
def thread(section, people):
    return comment(section.plan, by=people.member, text="Skąd te dane?", item=section, quote="Kolej łączy")


def told(kind):
    return set(Notice.objects.filter(kind=kind).values_list("user", flat=True))


@pytest.mark.parametrize("role", ROLES)
def test_who_may_comment(role, plan, people):
    try:
        comment(plan, by=people.by_role(role), text="Uwaga")
        allowed = True
    except PermissionDenied:
        allowed = False
    assert allowed == (role not in SILENT)


def test_nobody_comments_on_an_adopted_plan(plan, people):
    plan.state = "adopted"
    plan.save()
    with pytest.raises(Closed):
        comment(plan, by=people.member, text="Za późno")


@pytest.mark.parametrize("text", ["", " \n ", "x" * (TEXT_LIMIT + 1)])
def test_empty_and_too_long_comments_are_refused(text, plan, people):
    with pytest.raises(Refused):
        comment(plan, by=people.member, text=text)


def test_an_answer_stands_where_its_thread_stands(thread, people):
    answer = comment(thread.plan, by=people.forum_member, text="Z badania.", thread=thread)
    assert (answer.item, answer.quote, answer.thread) == (thread.item, "", thread)


def test_a_resolved_thread_takes_no_answers_until_it_is_open_again(thread, people):
    assert resolve(thread, by=people.forum_chair)
    assert not resolve(thread, by=people.office)
    with pytest.raises(Refused):
        comment(thread.plan, by=people.member, text="Jeszcze jedno", thread=thread)
    assert reopen(thread, by=people.member)
    assert not reopen(thread, by=people.office)
    comment(thread.plan, by=people.member, text="Jeszcze jedno", thread=thread)


def test_those_in_the_thread_and_the_forum_are_told_of_an_answer(thread, people):
    Notice.objects.all().delete()
    comment(thread.plan, by=people.board_member, text="Z badania.", thread=thread)
    assert told("commented") == {people.member.pk, people.forum_member.pk, people.forum_chair.pk}


def test_the_named_are_told_as_named_and_only_so(plan, people):
    text = f"@{people.forum_chair.name}, sprawdź. I Ty, @{people.coordinator.name}."
    row = comment(plan, by=people.member, text=text)
    assert told("mentioned") == {people.forum_chair.pk, people.coordinator.pk}
    assert told("commented") == {people.forum_member.pk}
    assert set(row.mentioned_people.all()) == {people.forum_chair, people.coordinator}


def test_a_named_team_tells_its_people_of_today(plan, people, team):
    row = comment(plan, by=people.forum_member, text=f"@{team.name_pl} – co Wy na to?")
    assert told("mentioned") == {people.member.pk, people.coordinator.pk}
    assert list(row.mentioned_teams.all()) == [team]


def test_somebody_without_a_role_cannot_be_named(plan, people):
    row = comment(plan, by=people.member, text=f"@{people.former_member.name}")
    assert not row.mentioned_people.exists()


def test_who_resolves_tells_the_author_and_who_opens_again_tells_both(thread, people):
    resolve(thread, by=people.forum_chair)
    reopen(thread, by=people.office)
    assert told("thread_resolved") == {people.member.pk}
    assert told("thread_reopened") == {people.member.pk, people.forum_chair.pk}


def test_a_passage_that_changed_is_known(thread, section, people):
    assert holds_quote(section, thread.quote)
    editing.save_part(section, {"html": html("Koleje łączą gminy.")}, base=2, by=people.office)
    item = DraftItem.objects.select_related("head").get(pk=section.pk)
    assert not holds_quote(item, thread.quote)


def test_threads_that_concern_a_person(thread, people, team):
    comment(thread.plan, by=people.office, text=f"@{team.name_pl}: zobaczcie")
    assert taking_part(threads_of(thread.plan), people.member).count() == 2
    assert taking_part(threads_of(thread.plan), people.coordinator).count() == 1
    assert taking_part(threads_of(thread.plan), people.board_member).count() == 0
