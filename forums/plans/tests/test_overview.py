"""A plan in one sentence, its goals, one action, and what a municipality has to do."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forums.plans.action_page import read_action
from forums.plans.overview import sentence_of, served_goals
from forums.plans.taking_part import counts_of, level_of, roles_of, share_of
from forums.plans.wording import Wording, html_of
from strategy.plans.content import Product

from .content import action, money, plan_of, step

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("number", "flagship", "words"),
    [
        (0, 0, "Plan nie ma jeszcze działań."),
        (1, 0, "Plan ma 1 działanie."),
        (2, 1, "Plan ma 2 działania, w tym 1 flagowe."),
        (5, 2, "Plan ma 5 działań, w tym 2 flagowe."),
        (12, 5, "Plan ma 12 działań, w tym 5 flagowych."),
        (22, 12, "Plan ma 22 działania, w tym 12 flagowych."),
        (25, 22, "Plan ma 25 działań, w tym 22 flagowe."),
    ],
)
def test_the_sentence_counts_in_polish(number, flagship, words):
    assert sentence_of(plan_of(*(action(n, is_flagship=n < flagship) for n in range(number)))) == words


def test_the_sentence_names_municipalities_and_money():
    one = action(
        1, lead_municipality="skawina", municipalities=("lisia",), funding=(money("A", 2026, 10, 5),)
    )
    said = sentence_of(plan_of(one)).replace("\u00a0", " ")
    assert said == "Plan ma 1 działanie; 2 gminy uczestniczą; potrzeba 10 zł, zapewniono 5 zł."


def test_goals_stand_with_the_number_of_their_actions():
    content = plan_of(action(1, goals=("4.S10", "4.G")), action(2, goals=("4.G", "4.S2")))
    found = [(one.goal.code, one.actions) for one in served_goals(Wording(content, "pl"))]
    assert found == [("4.G", "2 działania"), ("4.S2", "1 działanie"), ("4.S10", "1 działanie")]


def test_an_action_knows_its_neighbours_and_who_waits():
    content = plan_of(
        action(1), action(2, depends_on=("4.P1.1", "9.P9.9")), action(3, depends_on=("4.P1.2",))
    )
    screen = read_action(Wording(content, "pl"), "4.P1.2")
    assert (screen.previous.code, screen.following.code) == ("4.P1.1", "4.P1.3")
    assert [(one.code, one.name) for one in screen.waits_for] == [("4.P1.1", "Działanie 1"), ("9.P9.9", "")]
    assert [one.code for one in screen.waiting] == ["4.P1.3"]
    assert read_action(Wording(content, "pl"), "4.P1.9") is None


def test_an_action_says_its_products_milestones_and_money():
    one = action(
        1,
        milestones=(step("", "Kiedyś"), step("2027-02-01", "Odbiór")),
        products=(Product("p", "Punkty", "szt.", Decimal("4.50")), Product("q", "Ludzie")),
        funding=(money("B", 2027, 9, 4), money("A", 2026, 1)),
        responsible_team="zespol-skawina",
    )
    screen = read_action(Wording(plan_of(one), "pl"), "4.P1.1")
    assert screen.milestones == [("1 lutego 2027", "Odbiór"), ("", "Kiedyś")]
    assert screen.products == [("Punkty", "4,5\u00a0szt."), ("Ludzie", "")]
    assert [(row.year, row.source, row.gap) for row in screen.funding] == [
        (2026, "Program A", "1\u00a0zł"),
        (2027, "Budżety", "5\u00a0zł"),
    ]
    assert screen.team.name == "Zespół Skawina"


def test_a_municipality_is_counted_once_in_an_action():
    one = action(1, lead_municipality="skawina", municipalities=("skawina", "lisia"))
    assert counts_of(plan_of(one, action(2, municipalities=("lisia",)))) == {"skawina": 1, "lisia": 2}


@given(st.integers(0, 200), st.integers(1, 200))
def test_the_largest_number_is_the_darkest(number, more):
    most = number + more
    assert level_of(most, most) == 3
    assert (level_of(number, most) is None) == (number == 0)
    assert level_of(number, most) in (None, 1, 2, 3)


def test_roles_of_a_municipality():
    one = action(1, lead_municipality="skawina", responsible_team="zespol-skawina", is_obligatory=True)
    assert roles_of(one, "skawina", {"zespol-skawina"}) == [
        "prowadzi",
        "odpowiada jej zespół",
        "obowiązkowe dla wszystkich gmin",
    ]
    assert roles_of(one, "lisia", set()) == ["obowiązkowe dla wszystkich gmin"]
    assert roles_of(action(2), "lisia", set()) == []


def test_what_a_municipality_has_to_do():
    content = plan_of(
        action(1, municipalities=("skawina",), end=date(2026, 11, 22), milestones=(step("2026-11-21"),)),
        action(2, lead_municipality="skawina", milestones=(step("2027-01-01"), step("2026-12-01", "Umowa"))),
        action(3, municipalities=("lisia",), milestones=(step("2026-12-02"),)),
    )
    share = share_of(content, "skawina", {"zespol-skawina"}, TODAY)
    assert (share.leads, share.takes_part, share.answers_for, share.obligatory) == (1, 1, 0, 0)
    assert [part.code for part in share.parts] == ["4.P1.2", "4.P1.1"]
    assert [(one.day.isoformat(), one.code) for one in share.deadlines] == [
        ("2026-11-22", "4.P1.1"),
        ("2026-12-01", "4.P1.2"),
        ("2027-01-01", "4.P1.2"),
    ]
    assert share.parts[0].next_step == "01.12.2026: Umowa"


def test_only_the_nearest_deadlines_are_listed():
    steps = tuple(step(f"2027-01-{day:02d}") for day in range(1, 13))
    share = share_of(
        plan_of(action(1, municipalities=("skawina",), milestones=steps)), "skawina", set(), TODAY
    )
    assert (len(share.deadlines), share.later) == (10, 2)


def test_rich_text_passes_a_second_lock():
    assert html_of('<p onclick="x()">Tekst<script>zło()</script></p>') == "<p>Tekst</p>"
