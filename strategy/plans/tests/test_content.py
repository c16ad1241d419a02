"""The document of a plan survives storing, and its checksum is that of its bytes."""

import datetime
import hashlib
import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from strategy.plans.content import (
    ActionContent,
    Funding,
    Milestone,
    PlanContent,
    PlanHead,
    Product,
    SectionContent,
    canonical,
    checksum,
)

CODES = st.from_regex(r"[0-9A-Za-z][0-9A-Za-z.-]{0,10}", fullmatch=True)
DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2040, 12, 31))
MONEY = st.decimals(0, 10**9, places=2)
LISTS = st.lists(CODES, max_size=3, unique=True).map(tuple)
ACTIONS = st.builds(
    ActionContent,
    code=CODES,
    title=st.text(max_size=20),
    goals=LISTS,
    municipalities=LISTS,
    start=st.none() | DAYS,
    cost=st.none() | MONEY,
    milestones=st.lists(st.builds(Milestone, CODES, st.text(max_size=9), st.none() | DAYS), max_size=3).map(
        tuple
    ),
    products=st.lists(
        st.builds(Product, CODES, st.text(max_size=9), st.text(max_size=5), st.none() | MONEY), max_size=2
    ).map(tuple),
    funding=st.lists(st.builds(Funding, CODES, st.integers(2020, 2040), MONEY, MONEY), max_size=3).map(tuple),
)
HEAD = PlanHead("4.P1", "plan", "Plan", "Plan", "4", 2026, 2030)


@given(st.lists(ACTIONS, max_size=3), st.text(max_size=50))
def test_a_plan_comes_back_from_its_json_as_it_was(actions, html):
    plan = PlanContent(HEAD, (SectionContent("a", "A", "A", html),), tuple(actions), {"goals": {}})
    stored = json.loads(canonical(plan.to_json()))
    assert PlanContent.from_json(stored) == plan
    assert checksum(stored) == hashlib.sha256(canonical(plan.to_json())).hexdigest()


def test_the_checksum_does_not_depend_on_the_order_of_keys():
    assert checksum({"a": 1, "b": [2]}) == checksum({"b": [2], "a": 1})
    assert checksum({"a": 1}) != checksum({"a": 2})


def test_money_of_an_action_is_the_sum_of_its_rows():
    rows = (Funding("A", 2026, Decimal("0.10"), Decimal("0.10")), Funding("B", 2027, Decimal("0.20")))
    action = ActionContent("1", funding=rows)
    assert (action.planned, action.secured) == (Decimal("0.30"), Decimal("0.10"))


def test_the_leading_municipality_takes_part_first_and_once():
    action = ActionContent("1", lead_municipality="skawina", municipalities=("wieliczka", "skawina"))
    assert action.taking_part == ("skawina", "wieliczka")


def test_a_period_that_is_not_known_holds_every_day():
    assert PlanHead("1", "a", "A", "A", "4").holds(datetime.date(1999, 1, 1))
    assert not HEAD.holds(datetime.date(2031, 1, 1))
