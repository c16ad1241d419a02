"""The table of actions: what the address asks for is what is shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forums.plans.table import ORDERS, read_table, rows_in_words, runs_in
from forums.plans.wording import Wording

from .content import action, money, plan_of, step

CONTENT = plan_of(
    action(1, title="Żaglówka", kind="single", goals=("4.G",), lead_municipality="skawina", is_flagship=True,
           start=date(2027, 1, 1), end=date(2028, 1, 1), funding=(money("A", 2027, 300, 100),)),
    action(2, title="Ćwiczenia", kind="bundle", municipalities=("lisia",), is_obligatory=True),
    action(10, title="Droga", kind="single", municipalities=("skawina",), end=date(2026, 5, 1),
           funding=(money("B", 2030, 50),)),
)  # fmt: skip


def listing(**parameters):
    return read_table(Wording(CONTENT, "pl"), parameters)


def codes(**parameters):
    return [one.code.rpartition(".")[2] for one in listing(**parameters).actions]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, ["1", "2", "10"]),
        ({"q": "zaglowka"}, ["1"]),
        ({"q": "4.p1.2"}, ["2"]),
        ({"rodzaj": "single"}, ["1", "10"]),
        ({"cel": "4.G"}, ["1"]),
        ({"gmina": "skawina"}, ["1", "10"]),
        ({"obowiazkowe": "tak"}, ["2"]),
        ({"flagowe": "nie"}, ["2", "10"]),
        ({"rok": "2028"}, ["1"]),
        ({"rok": "2030"}, ["10"]),
        ({"rodzaj": "single", "gmina": "skawina", "rok": "2027"}, ["1"]),
        ({"q": "nic takiego"}, []),
    ],
)
def test_filters(parameters, expected):
    assert codes(**parameters) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("kod", ["1", "2", "10"]),
        ("-kod", ["10", "2", "1"]),
        ("nazwa", ["2", "10", "1"]),
        ("potrzeba", ["10", "1", "2"]),
        ("-potrzeba", ["1", "10", "2"]),
        ("termin", ["10", "1", "2"]),
        ("prowadzi", ["1", "2", "10"]),
    ],
)
def test_order_with_the_unknown_last(sort, expected):
    assert codes(sort=sort) == expected


@given(
    st.dictionaries(
        st.sampled_from(["rodzaj", "cel", "gmina", "rok", "flagowe", "sort"]), st.text(), max_size=4
    )
)
def test_whatever_the_address_says_the_page_stands(parameters):
    found = listing(**parameters)
    assert found.total == 3
    assert len(found.unknown) + len(found.chips) <= len(parameters)


def test_an_unknown_value_is_named_and_left_out():
    found = listing(rodzaj="zamek", sort="kolor", gmina="skawina")
    assert found.unknown == ["zamek", "kolor"]
    assert [chip.label for chip in found.chips] == ["Gmina: Skawina"]


def test_links_keep_the_edition_and_the_other_filters():
    found = listing(wersja="projekt", gmina="skawina", rodzaj="single", sort="kod")
    assert found.query == "wersja=projekt&rodzaj=single&gmina=skawina&sort=kod"
    assert found.chips[0].remove == "?wersja=projekt&sort=kod&gmina=skawina"
    assert found.clear == "?wersja=projekt&sort=kod"
    heads = {column.label: column for column in found.columns}
    assert heads["Kod"].direction == "ascending"
    assert heads["Kod"].href.endswith("sort=-kod")
    assert heads["Potrzeba"].href == "?wersja=projekt&rodzaj=single&gmina=skawina&sort=potrzeba"


def test_every_head_sorts():
    assert len(listing().columns) == len(ORDERS)


def test_the_sums_are_those_of_the_rows_shown():
    assert (listing().money.needed, listing(rodzaj="single", rok="2030").money.needed) == (350, 50)


def test_rows_say_what_is_not_known_by_nothing():
    first, second, _third = rows_in_words(CONTENT.actions, Wording(CONTENT, "pl"))
    assert (first.lead, first.needed, first.span) == ("Skawina", "300\u00a0zł", "01.01.2027–01.01.2028")
    assert (second.lead, second.needed, second.span) == ("", "", "")


def test_a_year_holds_what_runs_in_it():
    assert runs_in(action(1, start=date(2026, 5, 1)), 2030)  # nobody said when it ends
    assert not runs_in(action(1, start=date(2026, 5, 1)), 2025)
    assert runs_in(action(1, milestones=(step("2029-01-01"),)), 2029)
    assert not runs_in(action(1), 2026)
