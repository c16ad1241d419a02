"""The list of plans: filters in the address, examples apart, what is under work for those who may know."""

import pytest

from forums.models import Consultation
from forums.tests.plan_world import build_plan
from strategy.factories import ActionPlanFactory, ThematicAreaFactory
from strategy.models import ActionPlan
from strategy.pages.plans import read_plans, work_of

CULTURE = {"code": "6", "slug": "kultura", "roman": "VI"}


@pytest.fixture
def plans(area):
    ActionPlanFactory(area=area, slug="przyjety", name_pl="Plan przyjęty", state="adopted")
    ActionPlanFactory(area=area, slug="nieznany", name_pl="Plan nieznany", state="")
    other = ThematicAreaFactory(**CULTURE)
    ActionPlanFactory(area=other, slug="w-konsultacjach", name_pl="Plan kultury", state="consultation")
    ActionPlanFactory(area=other, slug="przyklad", name_pl="Plan pokazowy", state="adopted", is_example=True)


def slugs(**parameters):
    listing = read_plans(parameters, insider=False)
    return [line.plan.slug for group in listing.groups for line in group.lines]


def test_plans_link_to_their_pages(plans, client):
    page = client.get("/plany/").content.decode()
    for slug in ("przyjety", "nieznany", "w-konsultacjach", "przyklad"):
        assert f'href="/plany/{slug}/"' in page


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, {"przyjety", "nieznany", "w-konsultacjach"}),
        ({"obszar": "6"}, {"w-konsultacjach"}),
        ({"stan": "nieznany"}, {"nieznany"}),
        ({"stan": "adopted"}, {"przyjety"}),
        ({"obszar": "6", "stan": "adopted"}, set()),
    ],
)
def test_filters_live_in_the_address(plans, parameters, expected):
    assert set(slugs(**parameters)) == expected


def test_a_filter_that_does_not_exist_is_named(plans, client):
    page = client.get("/plany/?stan=zgubiony&obszar=6").content.decode()
    assert "zgubiony" in page
    assert "1 plan" in page
    assert "z 3" in page


def test_filters_that_hide_everything_say_so(plans, client):
    page = client.get("/plany/?obszar=6&stan=adopted").content.decode()
    assert "Żaden plan nie pasuje" in page


def test_examples_stand_apart_and_are_not_counted(plans, client):
    listing = read_plans({}, insider=False)
    assert listing.total == 3
    assert [line.plan.slug for line in listing.examples] == ["przyklad"]
    page = client.get("/plany/").content.decode()
    assert "Strategię realizują 3 plany działania." in page
    assert page.index("Plany przykładowe") < page.index("Plan pokazowy")


@pytest.mark.parametrize(
    ("state", "amendment", "expected"),
    [
        ("draft", "", "W opracowaniu: projekt"),
        ("adopted", "", ""),
        ("adopted", "with_commission", "Zmiana planu: w komisji"),
        ("", "", ""),
    ],
)
def test_what_is_under_work_in_words(area, state, amendment, expected):
    plan = ActionPlanFactory(area=area, state=state, amendment_state=amendment, run_in_portal=True)
    assert work_of(plan) == expected


def test_only_people_with_a_role_see_what_is_under_work(people, client, client_of):
    build_plan(people)
    plan = ActionPlan.objects.get(slug="plan-w-projekcie")
    version = plan.versions.get()
    Consultation.objects.create(plan=plan, version=version, deadline="2026-12-12", opened_by=people.office)
    ActionPlan.objects.filter(pk=plan.pk).update(state="consultation")
    words = "do końca dnia 12 grudnia 2026"
    assert words in client_of("member").get("/plany/").content.decode()
    for role in ("public", "former_member"):
        assert words not in client_of(role).get("/plany/").content.decode()


def test_the_list_costs_people_with_a_role_the_same_for_one_plan_and_many(
    people, area, client_of, django_assert_max_num_queries
):
    browser, counts = client_of("member"), []
    for number in (1, 9):
        for extra in range(number):
            ActionPlanFactory(area=area, state="draft", run_in_portal=True, slug=f"plan-{number}-{extra}")
        with django_assert_max_num_queries(15) as queries:
            browser.get("/plany/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
