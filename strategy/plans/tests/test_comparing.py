"""Two texts of a plan: what came, went and changed, in words that people read."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from strategy.plans.comparing import compare
from strategy.plans.comparing_notes import moved, whole_months
from strategy.plans.content import (
    ActionContent,
    Funding,
    Milestone,
    PlanContent,
    PlanHead,
    Product,
    SectionContent,
)

HEAD = PlanHead("4.P1", "plan-transportu", "Plan transportu", "Transport plan", "4", 2026, 2030)
NAMES = {
    "areas": {"4": {"pl": "Gospodarka", "en": "Economy"}},
    "municipalities": {"skawina": {"pl": "Skawina", "en": "Skawina"}},
    "goals": {"4.1": {"pl": "Więcej pracy", "en": "More work"}},
    "sources": {"ue": {"pl": "Fundusze UE", "en": "EU funds"}},
}
BILET = ActionContent(
    "4.P1.1",
    title="Wspólny bilet",
    goals=("4.1",),
    start=date(2027, 1, 1),
    end=date(2027, 12, 31),
    cost=Decimal(100),
    milestones=(Milestone("m1", "Umowa", date(2027, 3, 1)),),
    funding=(Funding("ue", 2027, Decimal(80), Decimal(20)),),
)
PLAN = PlanContent(
    HEAD,
    sections=(SectionContent("diagnoza", "Diagnoza", "Diagnosis", "<p>Rzadko.</p>"),),
    actions=(BILET, ActionContent("4.P1.2", title="Parkingi")),
    names=NAMES,
)
PRODUCTS = st.builds(Product, key=st.sampled_from("ab"), name=st.text(max_size=3))
ACTIONS = st.builds(
    ActionContent,
    code=st.sampled_from(["4.P1.1", "4.P1.2", "4.P1.3"]),
    title=st.text(max_size=5),
    is_flagship=st.booleans(),
    start=st.none() | st.dates(),
    cost=st.none() | st.decimals(0, 100, places=2),
    municipalities=st.lists(st.sampled_from(["skawina", "wieliczka"]), unique=True).map(tuple),
    products=st.lists(PRODUCTS, max_size=1).map(tuple),
)
PLANS = st.lists(ACTIONS, unique_by=lambda action: action.code).map(
    lambda actions: PlanContent(HEAD, actions=tuple(actions), names=NAMES)
)


def with_action(**values):
    return replace(PLAN, actions=(replace(BILET, **values), PLAN.actions[1]))


def fields_of(new):
    (action,) = compare(PLAN, new).changed_actions
    return {field.name: field for field in action.fields}


@given(PLANS)
def test_a_plan_does_not_differ_from_itself(plan):
    assert compare(plan, plan).is_same


@given(PLANS, PLANS)
def test_what_comes_one_way_goes_the_other(old, new):
    there, back = compare(old, new), compare(new, old)
    codes = {action.code for action in there.actions_that("added")}
    assert codes == {action.code for action in back.actions_that("removed")}
    assert there.is_same == back.is_same
    assert {action.code for action in there.actions} == {
        action.code for action in (*old.actions, *new.actions)
    }
    assert there.planned.change == -back.planned.change


def test_a_section_with_another_text_changed():
    section = replace(PLAN.sections[0], html="<p>Za rzadko.</p>")
    difference = compare(PLAN, replace(PLAN, sections=(section,)))
    (changed,) = difference.changed_sections
    assert (changed.kind, changed.title, changed.old_html) == ("changed", "Diagnoza", "<p>Rzadko.</p>")
    assert not difference.changed_actions


def test_a_section_that_went_stays_in_its_place():
    sections = [SectionContent(key, key, key) for key in ("a", "b", "c")]
    difference = compare(replace(PLAN, sections=sections), replace(PLAN, sections=sections[::2]))
    assert [(one.key, one.kind) for one in difference.sections] == [
        ("a", "same"),
        ("b", "removed"),
        ("c", "same"),
    ]


def test_an_action_that_came_says_everything_about_itself():
    new = replace(PLAN, actions=(*PLAN.actions, replace(BILET, code="4.P1.3")))
    (added,) = compare(PLAN, new).changed_actions
    assert (added.kind, added.code) == ("added", "4.P1.3")
    fields = {field.name: field for field in added.fields}
    assert fields["title"].new == "Wspólny bilet"
    assert fields["goals"].added == ("4.1 Więcej pracy",)
    assert "is_flagship" not in fields


def test_a_schedule_that_moved_says_how_far():
    fields = fields_of(with_action(start=date(2027, 4, 1), end=date(2028, 2, 29)))
    assert (fields["start"].old, fields["start"].new) == ("01.01.2027", "01.04.2027")
    assert [fields[name].note for name in ("start", "end")] == [
        "o 3 miesiące później",
        "o 2 miesiące później",
    ]


def test_lists_say_what_was_added_and_removed_by_name():
    field = fields_of(with_action(municipalities=("skawina",), goals=()))
    assert field["municipalities"].added == ("Skawina",)
    assert field["goals"].removed == ("4.1 Więcej pracy",)


def test_the_order_of_a_list_is_no_change():
    one, two = with_action(partners=("a", "b")), with_action(partners=("b", "a"))
    assert compare(one, two).is_same


def test_money_is_compared_row_by_row_and_as_a_sum():
    rows = (Funding("ue", 2027, Decimal(90), Decimal(20)), Funding("ue", 2028, Decimal(5)))
    new = with_action(funding=rows)
    changed, added = fields_of(new)["funding"].rows
    assert (changed.name, changed.kind) == ("Fundusze UE, 2027", "changed")
    assert [(field.name, field.note) for field in changed.fields] == [("planned", "więcej o 10\u00a0zł")]
    assert (added.name, added.kind) == ("Fundusze UE, 2028", "added")
    assert compare(PLAN, new).planned.change == 15
    assert compare(PLAN, new).secured.change == 0


def test_a_milestone_is_known_by_its_key():
    (row,) = fields_of(with_action(milestones=(Milestone("m1", "Umowa gmin", date(2027, 3, 11)),)))[
        "milestones"
    ].rows
    assert [(field.name, field.note) for field in row.fields] == [("name", ""), ("due", "o 10 dni później")]


def test_a_cost_of_nothing_is_not_a_missing_cost():
    field = fields_of(with_action(cost=Decimal(0)))["cost"]
    assert (field.new, field.note) == ("0\u00a0zł", "mniej o 100\u00a0zł")
    assert fields_of(with_action(cost=None))["cost"].new == ""


def test_the_name_of_the_plan_is_part_of_its_head():
    difference = compare(PLAN, replace(PLAN, head=replace(HEAD, name_pl="Plan kolei")))
    assert [field.name for field in difference.head] == ["name_pl"]
    assert not difference.is_same


def test_values_are_in_the_language_of_the_reader():
    with translation.override("en"):
        field = fields_of(with_action(goals=()))["goals"]
        assert (str(field.label), field.removed) == ("Goals and directions", ("4.1 More work",))


@pytest.mark.parametrize(
    ("old", "new", "months", "words"),
    [
        (date(2027, 1, 31), date(2027, 2, 28), 1, "o 1 miesiąc później"),
        (date(2027, 3, 15), date(2026, 3, 15), -12, "o 12 miesięcy wcześniej"),
        (date(2027, 3, 15), date(2027, 3, 14), 0, "o 1 dzień wcześniej"),
        (date(2027, 1, 30), date(2027, 2, 28), 0, "o 29 dni później"),
    ],
)
def test_how_far_a_day_moved(old, new, months, words):
    assert whole_months(old, new) == months
    assert moved(old, new) == words
