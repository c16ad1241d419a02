"""The beginning of a draft: empty sections, or the adopted text for an amendment."""

import pytest

from forums.drafting.editing import add_action, prepare_draft, remove_action, save_part, section_item
from forums.drafting.reading import draft_content
from forums.tests.plan_world import draft_plan, version_of
from strategy.factories import ActionPlanFactory, SectionTemplateFactory
from strategy.models import SectionTemplate


def test_a_new_plan_starts_with_the_sections_of_the_template(area, people):
    SectionTemplateFactory(key="cele")
    SectionTemplateFactory(key="stara", is_active=False)
    plan = ActionPlanFactory(area=area, code="4.P7", state="draft")
    prepare_draft(plan, by=people.office)
    item = plan.draft_items.get()
    assert (item.key, item.head.content, item.head.author) == ("cele", {"html": ""}, people.office)
    prepare_draft(plan, by=people.office)
    assert item.revisions.count() == 1


@pytest.fixture
def amended(area, people):
    """An adopted plan whose draft went elsewhere since: a text changed, an action came, another went."""
    plan = draft_plan(area)
    version = version_of(plan, people.office, adopted_number=1)
    section = plan.draft_items.get(kind="section")
    save_part(section, {"html": "<p>Inaczej.</p>"}, base=1, by=people.office)
    add_action(plan, {"title": "Nowe"}, by=people.office)
    remove_action(plan.draft_items.get(key="4.P1.2"), base=1, by=people.office)
    plan.state, plan.amendment_state = "adopted", "draft"
    plan.save()
    return plan, version


def test_an_amendment_starts_from_the_adopted_text(amended, people):
    plan, version = amended
    prepare_draft(plan, by=people.office2)
    content = draft_content(plan)
    assert content.sections == version.document.sections
    assert [action.code for action in content.actions] == ["4.P1.1", "4.P1.2"]
    section = plan.draft_items.get(kind="section")
    assert (section.head.number, section.head.origin, section.head.author) == (3, "start", people.office2)
    assert plan.draft_items.get(key="4.P1.1").revisions.count() == 1
    assert plan.draft_items.get(key="4.P1.3").removed_at is not None


def test_preparing_twice_adds_no_revisions(amended, people):
    plan, _version = amended
    prepare_draft(plan, by=people.office)
    counts = [item.revisions.count() for item in plan.draft_items.all()]
    prepare_draft(plan, by=people.office)
    assert [item.revisions.count() for item in plan.draft_items.all()] == counts


def test_a_section_added_to_the_template_later_is_there_when_it_is_opened(area):
    plan = draft_plan(area)
    SectionTemplateFactory(key="ryzyka")
    assert section_item(plan, "ryzyka").head.content == {"html": ""}
    assert section_item(plan, "ryzyka").pk == plan.draft_items.get(key="ryzyka").pk
    SectionTemplate.objects.update(is_active=False)
    assert section_item(plan, "diagnoza").key == "diagnoza"
    assert section_item(plan, "nie-ma") is None
