"""A whole frozen version made the draft again, part by part and without losing anything."""

import pytest
from django.core.exceptions import PermissionDenied

from forums.drafting import editing
from forums.drafting.reading import draft_content
from forums.models import PlanVersion
from forums.tests import plan_world
from forums.versions.restoring import restore_version, seen_state, what_changes
from strategy.plans.comparing import compare

from .conftest import save

PAGE = "/plany/plan-w-projekcie/wersje/1/przywroc/"


def restore(world, by, number=1):
    version = PlanVersion.objects.get(plan=world.plan, number=number)
    return restore_version(world.plan, version, seen=seen_state(world.plan), by=by)


def test_the_draft_says_what_the_version_said(world, people):
    version = PlanVersion.objects.get(number=1)
    assert restore(world, people.forum_member) == 2  # the section, and the action that was added since
    assert compare(draft_content(world.plan), version.document).is_same
    added = world.plan.draft_items.get(key="4.P1.3")
    assert added.removed_at is not None
    assert added.revisions.count() == 2


def test_parts_that_say_the_same_get_no_revision(world, people):
    restore(world, people.office)
    assert world.action.revisions.count() == 1
    assert restore(world, people.office) == 0


def test_a_removed_action_comes_back(world, people):
    editing.remove_action(world.action, base=1, by=people.forum_chair)
    restore(world, people.forum_chair)
    assert draft_content(world.plan).action("4.P1.1").title == "Wspólny bilet"


def test_a_dependency_turned_round_is_turned_back(world, people):
    second = world.plan.draft_items.get(key="4.P1.2")
    save(second, {**second.head.content, "depends_on": ["4.P1.1"]}, people.office)
    plan_world.version_of(world.plan, people.office)
    save(second, {**second.head.content, "depends_on": []}, people.office)
    save(world.action, {**world.action.head.content, "depends_on": ["4.P1.2"]}, people.office)
    restore(world, people.office, number=3)
    content = draft_content(world.plan)
    assert (content.action("4.P1.1").depends_on, content.action("4.P1.2").depends_on) == ((), ("4.P1.1",))


def test_what_the_version_names_must_still_be_there(world, people, other_municipality):
    save(world.action, {**world.action.head.content, "municipalities": []}, people.office)
    second = world.plan.draft_items.get(key="4.P1.2")
    save(second, {**second.head.content, "municipalities": []}, people.office)
    other_municipality.slug = "wieliczka-miasto"
    other_municipality.save()
    with pytest.raises(editing.Invalid):
        restore(world, people.office)
    assert draft_content(world.plan).section("diagnoza").html == "<p>Autobusy jeżdżą za rzadko.</p>"


def test_a_draft_that_changed_meanwhile_is_not_overwritten(world, people):
    seen = seen_state(world.plan)
    save(world.section, {"html": "<p>Inaczej.</p>"}, people.forum_chair)
    with pytest.raises(editing.Changed):
        restore_version(world.plan, PlanVersion.objects.get(number=1), seen=seen, by=people.office)


def test_whoever_does_not_draft_the_plan_restores_nothing(world, people):
    with pytest.raises(PermissionDenied):
        restore(world, people.member)


def test_the_page_names_what_changes_and_does_it(world, client_of):
    browser = client_of("forum_member")
    html = browser.get(PAGE).content.decode()
    assert "Diagnoza" in html
    assert "Nowe tory" in html
    response = browser.post(PAGE, {"seen": seen_state(world.plan)})
    assert response.url == "/plany/plan-w-projekcie/projekt/"
    assert what_changes(world.plan, PlanVersion.objects.get(number=1)).is_same
    assert "nie ma czego przywracać" in browser.get(PAGE).content.decode()


@pytest.mark.parametrize("seen", ["", "x", "0"])
def test_the_page_says_why_nothing_was_restored(world, client_of, seen):
    html = client_of("forum_member").post(PAGE, {"seen": seen}).content.decode()
    assert "Niczego nie przywrócono" in html
    assert "Błąd:" in html


def test_a_plan_in_consultation_is_not_restored(world, client_of):
    world.plan.state = "consultation"
    world.plan.save()
    html = client_of("office").get(PAGE).content.decode().replace("\u00a0", " ")
    assert "nie jest teraz w przygotowaniu" in html
    assert '<button class="button" type="submit">Przywróć' not in html
