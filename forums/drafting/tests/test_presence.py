"""Who is at a part right now."""

import datetime

import time_machine
from django.utils import timezone

from forums.drafting.presence import ALIVE, leave, present, touch
from forums.tests.plan_world import draft_plan


def test_one_is_there_from_opening_to_leaving(area, people):
    plan = draft_plan(area)
    item = plan.draft_items.get(kind="section")
    touch(item, people.member)
    touch(item, people.member)
    touch(item, people.office)
    assert [user for _item, user, _at in present(item, excluding=people.office)] == [people.member]
    assert len(present(plan)) == 2
    leave(item, people.member)
    assert [user for _item, user, _at in present(plan)] == [people.office]


def test_a_page_that_went_silent_counts_as_closed(area, people):
    item = draft_plan(area).draft_items.get(kind="section")
    touch(item, people.member)
    with time_machine.travel(timezone.now() + ALIVE + datetime.timedelta(seconds=1), tick=False):
        assert present(item) == []
        touch(item, people.member)
        assert len(present(item)) == 1
