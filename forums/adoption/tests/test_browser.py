"""The way of a plan by keyboard alone, in a real browser, with what axe finds on each page."""

import pytest
from django.urls import reverse

from forums.adoption.table import STEPS
from strategy.models import ActionPlan

from .world import bring, in_days, ready_plan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "tylko-do-testow-2026"


@pytest.fixture
def plan(people, area):
    for name in ("forum_chair", "coordinator", "commission_member"):
        user = people.by_role(name)
        user.set_password(PASSWORD)
        user.save()
    return ready_plan(area)


def step_path(plan, name):
    return reverse("plan_step", args=[plan.slug, STEPS[name].slug])


def tab_to(page, selector):
    """Go on with the Tab key until the element has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by keyboard")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_chair_opens_and_a_coordinator_answers_by_keyboard(plan, people, visit, width):
    chair = visit(width=width)
    chair.sign_in(people.forum_chair, PASSWORD)
    page = chair.open(step_path(plan, "open_consultation"))
    chair.check_accessibility()
    chair.check_width()
    tab_to(page, "input[name=deadline]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".error-summary")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    tab_to(page, "input[name=deadline]")
    page.keyboard.type(in_days(7).strftime("%d.%m.%Y"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/gotowe/")
    chair.check_accessibility()

    team = visit(width=width)
    team.sign_in(people.coordinator, PASSWORD)
    page = team.open(reverse("plan_consultation", args=[plan.slug]))
    team.check_accessibility()
    team.check_width()
    tab_to(page, "input[name=verdict]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "textarea[name=text]")
    page.keyboard.type("Prosimy o dopisanie parkingów.")
    tab_to(page, "main form button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Prosimy o dopisanie parkingów.")
    answer = plan.consultations.get().answers.get()
    assert (answer.verdict, answer.team.slug) == ("remarks", "skawina")


def test_the_commission_reads_and_gives_its_opinion_without_scripts(plan, people, visit):
    bring(plan, people.office, "open_consultation", "send_to_commission")
    visitor = visit(scripts=False)
    visitor.sign_in(people.commission_member, PASSWORD)
    page = visitor.open(reverse("plan_review", args=[plan.slug]))
    page.locator(f"a.button[href='{step_path(plan, 'give_opinion')}']").click()
    page.locator("input[name=verdict][value=positive]").check()
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/gotowe/")
    assert ActionPlan.objects.get(pk=plan.pk).state == "opinion_given"
