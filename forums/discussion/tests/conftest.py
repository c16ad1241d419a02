"""A plan in a draft with a section of three paragraphs and two actions."""

import pytest

from forums.drafting import editing
from forums.drafting.models import DraftItem
from forums.tests.plan_world import draft_plan

PARAGRAPHS = ["Autobusy jeżdżą rzadko.", "Kolej łączy gminy.", "Brakuje parkingów."]


def html(*paragraphs):
    return "".join(f"<p>{one}</p>" for one in paragraphs)


@pytest.fixture
def plan(people, area):
    return draft_plan(area)


@pytest.fixture
def section(plan, people):
    item = plan.draft_items.get(key="diagnoza")
    editing.save_part(item, {"html": html(*PARAGRAPHS)}, base=1, by=people.office)
    return DraftItem.objects.select_related("head", "plan").get(pk=item.pk)


@pytest.fixture
def action(plan):
    return plan.draft_items.select_related("head", "plan").get(key="4.P1.1")
