"""Money of a plan: sums, the gap, and the sentence about them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forums.plans.money import Sum, percent, read_money, rows_of, sentence_of, sums_by, total_of
from forums.plans.wording import Wording

from .content import action, money, plan_of

AMOUNTS = st.decimals(0, 10**9, places=2)
ROWS = st.lists(
    st.tuples(st.sampled_from("ABC"), st.integers(2026, 2030), AMOUNTS, AMOUNTS).map(
        lambda row: money(row[0], row[1], max(row[2:]), min(row[2:]))
    )
)


@given(ROWS)
def test_the_parts_always_add_up_to_the_total(rows):
    total = total_of(rows)
    for columns in (("source",), ("year",), ("source", "year")):
        parts = sums_by(rows, *columns).values()
        assert sum(parts, Sum()) == total
        assert sum((one.gap for one in parts), Decimal(0)) == total.gap == total.needed - total.secured


def test_the_page_adds_by_source_and_year():
    content = plan_of(
        action(1, funding=(money("A", 2026, 100, 40), money("B", 2027, 50))), action(2, cost=Decimal(7))
    )
    page = read_money(Wording(content, "pl"))
    assert [(line.name, line.needed, line.gap) for line in page.by_source] == [
        ("Program A", "100\u00a0zł", "60\u00a0zł"),
        ("Budżety", "50\u00a0zł", "50\u00a0zł"),
    ]
    assert [line.name for line in page.by_year] == ["2026", "2027"]
    assert page.grid.rows[0][1][1].needed == ""  # nothing planned there, which is not nothing secured
    assert [(one.code, one.cost) for one in page.unfunded] == [("4.P1.2", "7\u00a0zł")]


def test_bars_share_one_scale_and_fit_it():
    content = plan_of(action(1, funding=(money("A", 2026, 200, 150), money("B", 2026, 50))))
    lines = read_money(Wording(content, "pl")).by_source
    assert [(line.secured_width, line.gap_width) for line in lines] == [("75.00", "25.00"), ("0.00", "25.00")]


def test_a_plan_without_money_says_so():
    page = read_money(Wording(plan_of(action(1)), "pl"))
    assert page.total is None
    assert page.grid is None
    assert rows_of(plan_of().actions) == []


@pytest.mark.parametrize(
    ("needed", "secured", "words"),
    [
        (100, 100, "Potrzeba 100\u00a0zł i całość jest zapewniona."),
        (100, 0, "Potrzeba 100\u00a0zł, a nic nie jest jeszcze zapewnione."),
        (
            12_400_000,
            8_100_000,
            "Potrzeba 12,4\u00a0mln\u00a0zł, zapewniono 8,1\u00a0mln\u00a0zł (65\u00a0%). "
            "Brakuje 4,3\u00a0mln\u00a0zł.",
        ),
    ],
)
def test_the_sentence(needed, secured, words):
    said = sentence_of(Sum(Decimal(needed), Decimal(secured)))
    assert said.replace("\u00a0", " ") == words.replace("\u00a0", " ")


def test_what_is_not_all_is_never_called_all():
    assert percent(Decimal("999.99"), Decimal(1000)) == "99\u00a0%"
    assert percent(Decimal(1000), Decimal(1000)) == "100\u00a0%"
    assert percent(Decimal(0), Decimal(0)) == "0\u00a0%"
