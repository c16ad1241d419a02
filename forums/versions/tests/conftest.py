"""A plan with two frozen versions, a draft that went on since, and a section with a history."""

from types import SimpleNamespace

import pytest

from forums.drafting import editing
from forums.tests import plan_world

OLD, NEW = "<p>Autobusy jeżdżą rzadko.</p>", "<p>Autobusy jeżdżą za rzadko.</p>"


def save(item, content, by):
    """A new revision on the present head."""
    item.refresh_from_db()
    return editing.save_part(item, content, base=item.head.number, by=by)


@pytest.fixture
def world(people, area):
    """Version 1 adopted, version 2 working with an edited section, then another action in the draft."""
    plan = plan_world.draft_plan(area)
    plan_world.version_of(plan, people.office, adopted_number=1)
    section = plan.draft_items.get(kind="section")
    save(section, {"html": NEW}, people.forum_member)
    plan_world.version_of(plan, people.office)
    editing.add_action(plan, {"title": "Nowe tory", "kind": "single"}, by=people.forum_chair)
    action = plan.draft_items.get(key="4.P1.1")
    return SimpleNamespace(plan=plan, section=section, action=action)
