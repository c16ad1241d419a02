"""The discussion beside a part, on pages of other subjects."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from forums.discussion.commenting import comment
from forums.discussion.proposing import propose
from forums.discussion.tests.conftest import html

pytestmark = pytest.mark.django_db


def rendered(source, **context):
    request = RequestFactory().get("/plany/plan-w-projekcie/")
    return Template("{% load discussion %}" + source).render(Context({"request": request, **context}))


def part(item, user):
    return rendered("{% part_discussion item user %}", item=item, user=user)


def test_the_open_threads_and_a_short_form_stand_beside_the_part(section, people):
    comment(section.plan, by=people.member, text="Skąd te dane?", item=section)
    propose(section, {"html": html("Inaczej.")}, base=2, reason="Lepiej", by=people.member)
    shown = part(section, people.forum_member)
    assert "Skąd te dane?" in shown
    assert "/propozycje/?czesc=diagnoza" in shown
    assert '<textarea id="new-comment"' in shown


@pytest.mark.parametrize("role", ["public", "former_member"])
def test_people_without_a_role_see_nothing(role, section, people):
    assert part(section, people.by_role(role)).strip() == ""


def test_more_threads_do_not_ask_the_database_more(section, people, django_assert_max_num_queries):
    for _ in range(12):
        thread = comment(section.plan, by=people.member, text="Skąd te dane?", item=section)
        comment(section.plan, by=people.office, text="Z badania.", thread=thread)
    with django_assert_max_num_queries(11):
        part(section, people.forum_member)


def test_counts_for_a_list_ask_twice(section, action, people, django_assert_num_queries):
    comment(section.plan, by=people.member, text="Skąd te dane?", item=section)
    source = (
        "{% discussion_counts plan as counts %}{% for one in items %}{% part_counts counts one %}{% endfor %}"
    )
    with django_assert_num_queries(2):
        shown = rendered(source, plan=section.plan, items=[section, action])
    assert shown.count("talk-count") == 1


def test_words_of_a_comment_are_never_markup(section, people):
    text = f"<script>x</script> https://example.org/a?b=1&c=2 @{people.forum_chair.name}"
    row = comment(section.plan, by=people.member, text=text, item=section)
    shown = rendered("{{ comment|said }}", comment=row)
    assert "<script>" not in shown
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="nofollow">' in shown
    assert f'<b class="mention">@{people.forum_chair.name}</b>' in shown
