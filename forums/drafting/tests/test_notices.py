"""The forum learns once a day that its draft was changed, and where."""

import datetime

import pytest
import time_machine

from forums.drafting.editing import save_part
from forums.tests.plan_world import draft_plan
from metropolis.notifications.models import Notice
from metropolis.notifications.registry import texts_of

pytestmark = pytest.mark.django_db
DAY = datetime.datetime(2026, 11, 23, 10, tzinfo=datetime.UTC)


def change(plan, kind, by, **content):
    item = plan.draft_items.select_related("head").filter(kind=kind).first()
    save_part(item, item.head.content | content, base=item.head.number, by=by)


def test_others_in_the_forum_are_told_once_a_day(people, area):
    plan = draft_plan(area)
    with time_machine.travel(DAY, tick=False):
        change(plan, "section", people.forum_member, html="<p>Nowy tekst.</p>")
        change(plan, "action", people.forum_member, title="Nowy tytuł")
    notice = Notice.objects.get()
    assert (notice.user, notice.topic) == (people.forum_chair, "plan_drafting")
    with time_machine.travel(DAY + datetime.timedelta(days=1), tick=False):
        change(plan, "action", people.forum_member, title="Tytuł z następnego dnia")
    assert Notice.objects.filter(user=people.forum_chair).count() == 2


def test_the_notice_names_the_parts_of_its_day(people, area):
    plan = draft_plan(area)
    with time_machine.travel(DAY, tick=False):
        change(plan, "section", people.forum_member, html="<p>Nowy tekst.</p>")
        change(plan, "action", people.forum_member, title="Nowy tytuł")
    [(_notice, text)] = texts_of(Notice.objects.all())
    assert "23 listopada 2026" in text.title
    assert "4.P1.1" in text.text
    assert "Diagnoza" in text.text
    assert text.about == plan.name
