"""Saving parts of a draft: revisions, merging, collisions, refusals."""

import pytest
from django.core.exceptions import PermissionDenied

from forums.drafting.editing import (
    Changed,
    Collision,
    Invalid,
    WrongMoment,
    add_action,
    bring_back,
    remove_action,
    resolve,
    restore,
    save_part,
)
from forums.models import DraftItem, Revision
from forums.tests.plan_world import draft_plan
from metropolis.rest.counters import version_of
from strategy.factories import ActionPlanFactory, MunicipalityFactory

THREE = "<p>Alfa.</p><p>Beta beta.</p><p>Gamma.</p>"


@pytest.fixture
def plan(area, people):
    return draft_plan(area)


@pytest.fixture
def section(plan):
    return plan.draft_items.get(kind="section")


@pytest.fixture
def me(people):
    return people.forum_member


@pytest.fixture
def she(people):
    return people.forum_chair


def save(item, html, *, base, by):
    return save_part(item, {"html": html}, base=base, by=by)


def test_a_save_makes_the_next_revision(section, me):
    before = version_of(DraftItem, Revision)
    revision = save(section, "<p>Nowy tekst.</p>", base=1, by=me)
    section.refresh_from_db()
    assert section.head == revision
    assert (revision.number, revision.base.number, revision.author, revision.origin) == (2, 1, me, "edit")
    assert version_of(DraftItem, Revision) != before


def test_an_unchanged_text_makes_no_revision(section, me):
    assert save(section, "<p>Autobusy   jeżdżą rzadko.</p>", base=1, by=me).number == 1
    assert section.revisions.count() == 1


def test_edits_of_different_paragraphs_merge(section, me, she):
    save(section, THREE, base=1, by=me)
    save(section, THREE.replace("Alfa", "Alfa nowa"), base=2, by=me)
    merged = save(section, THREE.replace("Gamma", "Gamma nowa"), base=2, by=she)
    assert merged.content["html"] == "<p>Alfa nowa.</p><p>Beta beta.</p><p>Gamma nowa.</p>"
    assert (merged.origin, merged.base.number, merged.number) == ("merge", 2, 4)


def test_edits_of_one_place_collide_and_nothing_is_written(section, me, she):
    save(section, "<p>Autobusy jeżdżą często.</p>", base=1, by=she)
    with pytest.raises(Collision) as collision:
        save(section, "<p>Autobusy jeżdżą nocą.</p>", base=1, by=me)
    told = collision.value
    assert (told.base.number, told.theirs.number, told.theirs.author) == (1, 2, she)
    assert "nocą" in told.conflicts[0].mine
    assert section.revisions.count() == 2


def test_what_loses_on_the_collision_page_is_set_aside(section, me, she):
    save(section, "<p>Autobusy jeżdżą często.</p>", base=1, by=she)
    mine = {"html": "<p>Autobusy jeżdżą nocą.</p>"}
    kept = resolve(section, {"html": "<p>Autobusy jeżdżą często.</p>"}, mine=mine, base=1, seen=2, by=me)
    assert kept.number == 2
    aside = section.revisions.get(origin="set_aside")
    assert (aside.content, aside.author, aside.number) == (mine, me, 3)
    assert save(section, "<p>Dalej.</p>", base=2, by=me).number == 4


def test_a_choice_with_all_my_words_sets_nothing_aside(section, me, she):
    save(section, "<p>Autobusy jeżdżą często.</p>", base=1, by=she)
    mine = {"html": "<p>Autobusy jeżdżą nocą.</p>"}
    assert resolve(section, mine, mine=mine, base=1, seen=2, by=me).content == mine
    assert not section.revisions.filter(origin="set_aside").exists()


def test_a_third_save_on_the_collision_page_collides_again_and_loses_nothing(section, me, she):
    save(section, "<p>Autobusy jeżdżą często.</p>", base=1, by=she)
    save(section, "<p>Autobusy jeżdżą rano.</p>", base=2, by=she)
    mine, chosen = {"html": "<p>Autobusy jeżdżą nocą.</p>"}, {"html": "<p>Autobusy jeżdżą wieczorem.</p>"}
    with pytest.raises(Collision) as collision:
        resolve(section, chosen, mine=mine, base=1, seen=2, by=me)
    assert (collision.value.base.number, collision.value.theirs.number) == (2, 3)
    assert section.revisions.get(origin="set_aside").content == mine


def test_fields_of_an_action_merge_and_collide_one_by_one(plan, me, she):
    item = plan.draft_items.get(key="4.P1.1")
    MunicipalityFactory(slug="niepolomice")
    content = item.head.content
    save_part(item, content | {"title": "Jeden bilet"}, base=1, by=me)
    merged = save_part(item, content | {"is_flagship": True}, base=1, by=she)
    assert (merged.content["title"], merged.content["is_flagship"]) == ("Jeden bilet", True)
    with pytest.raises(Collision) as collision:
        save_part(item, content | {"title": "Bilet"}, base=1, by=she)
    assert [(one.field, one.mine, one.theirs) for one in collision.value.conflicts] == [
        ("title", "Bilet", "Jeden bilet")
    ]


def test_two_right_edits_that_are_wrong_together_collide(plan, me, she):
    item = plan.draft_items.get(key="4.P1.1")
    content = save_part(
        item, item.head.content | {"start": "2027-01-01", "end": "2028-01-01"}, base=1, by=me
    ).content
    save_part(item, content | {"end": "2027-06-01"}, base=2, by=me)
    with pytest.raises(Collision) as collision:
        save_part(item, content | {"start": "2027-12-01"}, base=2, by=she)
    assert [one.field for one in collision.value.conflicts] == ["end"]


def test_faults_come_all_at_once(plan, me):
    item = plan.draft_items.get(key="4.P1.1")
    wrong = {"title": "", "description": "<img src=x>", "start": "2031-01-01"}
    with pytest.raises(Invalid) as invalid:
        save_part(item, item.head.content | wrong, base=1, by=me)
    assert [fault.field for fault in invalid.value.faults] == ["description", "title", "start"]


@pytest.mark.parametrize(
    "role", ["member", "coordinator", "commission_member", "administrator", "former_member"]
)
def test_others_do_not_edit(section, people, role):
    with pytest.raises(PermissionDenied):
        save(section, "<p>x</p>", base=1, by=people.by_role(role))


@pytest.mark.parametrize("state", ["consultation", "with_commission", "opinion_given", "adopted"])
def test_when_the_plan_went_on_the_reason_is_said(section, plan, me, state):
    plan.state = state
    plan.save()
    with pytest.raises(WrongMoment) as moment:
        save(section, "<p>x</p>", base=1, by=me)
    assert moment.value.message


def test_an_accepted_proposal_is_saved_in_a_consultation(section, plan, me):
    plan.state = "consultation"
    plan.save()
    assert save_part(section, {"html": "<p>x</p>"}, base=1, by=me, origin="proposal").number == 2


def test_codes_of_actions_are_never_used_again(plan, me):
    item = add_action(plan, {"title": "Trzecie"}, by=me)
    remove_action(item, base=1, by=me)
    assert (item.key, add_action(plan, {"title": "Czwarte"}, by=me).key) == ("4.P1.3", "4.P1.4")
    other = ActionPlanFactory(area=plan.area, code="4.P10", state="draft", run_in_portal=True)
    assert add_action(other, {"title": "Inne"}, by=me).key == "4.P10.1"


def test_a_removed_action_keeps_its_history_and_comes_back(plan, me, she):
    item = plan.draft_items.get(key="4.P1.2")
    with pytest.raises(Changed):
        remove_action(item, base=7, by=me)
    assert remove_action(item, base=1, by=me, note="Podwójne").origin == "remove"
    with pytest.raises(WrongMoment):
        save_part(item, item.head.content, base=2, by=she)
    assert bring_back(item, by=she).origin == "restore"
    item.refresh_from_db()
    assert (item.removed_at, item.revisions.count()) == (None, 3)


def test_restoring_makes_a_new_revision_with_the_old_text(section, me):
    first = section.head
    save(section, "<p>Nowy.</p>", base=1, by=me)
    with pytest.raises(Changed):
        restore(section, first, base=1, by=me)
    restored = restore(section, first, base=2, by=me)
    assert (restored.number, restored.content, restored.origin) == (3, first.content, "restore")
    assert restore(section, first, base=3, by=me) == restored


def test_a_base_that_never_was_is_compared_with_everything(section, me, she):
    save(section, "<p>Autobusy jeżdżą często.</p>", base=1, by=she)
    with pytest.raises(Collision):
        save(section, "<p>Autobusy jeżdżą nocą.</p>", base=999, by=me)
