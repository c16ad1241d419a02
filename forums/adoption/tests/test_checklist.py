"""What is missing in a plan: pure rules, no database."""

import datetime
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forums.adoption.checklist import GoalOfArea, missing, unserved
from forums.adoption.dependencies import in_circles
from forums.adoption.gap_words import OF_TEXT
from strategy.plans.content import (
    ActionContent,
    Funding,
    Milestone,
    PlanContent,
    PlanHead,
    SectionContent,
)

HEAD = PlanHead("4.P1", "plan", "Plan", "Plan", "4", 2026, 2030)
NAMES = {
    kind: {code: {"pl": code, "en": code}}
    for kind, code in [
        ("goals", "4.S1"),
        ("indicators", "4.1"),
        ("teams", "skawina"),
        ("sources", "ZIT"),
        ("municipalities", "skawina"),
        ("partners", "ztp"),
    ]
}
DAY = datetime.date
ACTION = {
    "code": "4.P1.1",
    "title": "Wspólny bilet",
    "goals": ("4.S1",),
    "indicators": ("4.1",),
    "responsible_team": "skawina",
    "start": DAY(2027, 1, 1),
    "end": DAY(2028, 12, 31),
    "is_flagship": True,
}


def action(**changed) -> ActionContent:
    return ActionContent(**(ACTION | changed))


def plan_of(*actions, html="<p>Tak.</p>") -> PlanContent:
    section = SectionContent("diagnoza", "Diagnoza", "Diagnosis", html)
    return PlanContent(HEAD, (section,), actions, NAMES)


def kinds(*actions, blocks=None, **kwargs) -> list[str]:
    return [gap.kind for gap in missing(plan_of(*actions), **kwargs) if blocks in (None, gap.blocks)]


def test_nothing_is_missing_in_a_whole_plan():
    assert kinds(action()) == []


@pytest.mark.parametrize("html", ["", "<p></p>", "<p> <br></p>"])
def test_a_required_section_without_words_is_empty(html):
    gaps = missing(plan_of(action(), html=html))
    assert [(gap.kind, gap.part_key, gap.blocks) for gap in gaps] == [("empty_section", "diagnoza", True)]


def test_a_plan_without_actions_is_told_once():
    assert kinds() == ["no_action"]


@pytest.mark.parametrize(
    ("changed", "kind", "blocks"),
    [
        ({"title": " "}, "no_title", True),
        ({"responsible_team": ""}, "no_responsible", True),
        ({"start": None}, "no_dates", True),
        ({"end": None}, "no_dates", True),
        ({"end": DAY(2031, 1, 1)}, "dates_outside", True),
        ({"milestones": (Milestone("m", "Start"),)}, "milestone_no_day", True),
        ({"milestones": (Milestone("m", "Start", DAY(2026, 12, 31)),)}, "milestone_outside", True),
        ({"goals": ("4.S1", "4.S9")}, "unknown", True),
        ({"indicators": ("4.9",)}, "unknown", True),
        ({"responsible_team": "gdzies"}, "unknown", True),
        ({"lead_partner": "nikt"}, "unknown", True),
        ({"municipalities": ("gdzies",)}, "unknown", True),
        ({"depends_on": ("4.P1.9",)}, "unknown", True),
        ({"depends_on": ("4.P1.1",)}, "circle", True),
        ({"funding": (Funding("ZIT", 2027, Decimal(1), Decimal(2)),)}, "secured_over_planned", True),
        ({"funding": (Funding("ZIT", 2031, Decimal(1), Decimal(1)),)}, "money_outside", True),
        ({"funding": (Funding("ZIT", 2027, Decimal(3), Decimal(1)),)}, "money_gap", False),
        ({"cost": Decimal(5)}, "cost_differs", False),
        ({"goals": ()}, "no_goal", False),
        ({"indicators": ()}, "no_indicator", False),
        ({"is_flagship": False}, "no_flagship", False),
    ],
)
def test_each_gap_is_found_and_its_part_named(changed, kind, blocks):
    gaps = [gap for gap in missing(plan_of(action(**changed))) if gap.kind == kind]
    assert [(gap.kind, gap.blocks) for gap in gaps] == [(kind, blocks)]
    assert gaps[0].part_key == ("" if kind == "no_flagship" else "4.P1.1")


def test_a_function_answers_as_well_as_a_team():
    assert kinds(action(responsible_team="", responsible_function="Sekretarz")) == []


def test_an_action_may_depend_on_one_in_force_of_another_plan():
    assert kinds(action(depends_on=("1.P1.1",)), elsewhere={"1.P1.1"}) == []


def test_starting_before_what_it_depends_on_ends_is_a_warning():
    second = action(code="4.P1.2", depends_on=("4.P1.1",), start=DAY(2028, 1, 1))
    assert kinds(action(), second) == ["starts_early"]
    assert kinds(action(), action(code="4.P1.2", depends_on=("4.P1.1",), start=DAY(2028, 12, 31))) == []


def test_serving_a_direction_serves_the_goals_above_and_directions_are_not_missed():
    goals = [
        GoalOfArea("4.G", "main"),
        GoalOfArea("4.S1", "specific", "4.G"),
        GoalOfArea("4.S2", "specific", "4.G"),
        GoalOfArea("4.K1", "direction", "4.S1", is_direction=True),
        GoalOfArea("4.K2", "direction", "4.S1", is_direction=True),
    ]
    assert [goal.code for goal in unserved([action(goals=("4.K1",))], goals)] == ["4.S2"]


def test_blocking_gaps_come_first_and_each_kind_has_its_words():
    gaps = missing(plan_of(action(goals=(), is_flagship=False, start=None)))
    assert [gap.blocks for gap in gaps] == sorted((gap.blocks for gap in gaps), reverse=True)
    assert {gap.kind for gap in gaps} <= OF_TEXT.keys()


CODES = st.sampled_from("abcdef")
GRAPHS = st.dictionaries(CODES, st.sets(CODES, max_size=4), max_size=6)


@given(GRAPHS)
def test_circles_are_found_exactly_where_there_is_no_order(graph):
    known = {code: codes & graph.keys() for code, codes in graph.items()}
    found = in_circles(graph)
    assert bool(found) == (not _has_an_order(known))
    assert all(found & known[code] for code in found)


def _has_an_order(graph) -> bool:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        return False
    return True


@given(GRAPHS)
def test_taking_the_circles_out_leaves_none(graph):
    found = in_circles(graph)
    assert in_circles({code: codes - found for code, codes in graph.items() if code not in found}) == set()
