"""Nodes know their place, and scalars stay what was typed."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from strategy.loading.differ import plain, same
from strategy.loading.fields import Day, Flag, Number, Whole
from strategy.loading.reading import read_tree


@pytest.fixture
def tree(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("areas:\n  - code: 4.10\n    note:\n    list: [a, 'b']\n", encoding="utf-8-sig")
    return read_tree(path)


def test_a_node_knows_its_place(tree):
    area = tree.get("areas").items()[0]
    code = area.get("code")
    assert (code.line, code.column, code.path, code.text) == (2, 11, "areas[0].code", "4.10")
    assert [item.path for item in area.get("list").items()] == ["areas[0].list[0]", "areas[0].list[1]"]


def test_what_is_empty_is_not_there(tree):
    area = tree.get("areas").items()[0]
    assert area.get("note") is None
    assert area.at("note") is area
    assert area.get("missing") is None


@pytest.mark.parametrize("text", ["1 234", "1,5", "1e3", ".5", "5.", "+1", "NaN", "١", "1" * 15, "0.1234567"])
def test_what_is_no_number(text):
    with pytest.raises(ValidationError):
        Number("value").parse(text)


@pytest.mark.parametrize("text", ["0", "-0.3", "12.50", "99999999999999.999999"])
def test_a_number_is_exact(text):
    assert Number("value").parse(text) == Decimal(text)


def test_other_scalars():
    assert Whole("n").parse("15") == 15
    assert Day("d").parse("2021-12-14").year == 2021
    assert Flag("f").parse("false") is False
    for field, text in [
        (Whole("n"), "-1"),
        (Whole("n"), "1.0"),
        (Day("d"), "14.12.2021"),
        (Flag("f"), "tak"),
    ]:
        with pytest.raises(ValidationError):
            field.parse(text)


def test_what_is_remembered_compares_by_value():
    assert plain(Decimal("10.50")) == plain(Decimal("10.5")) == "10.5"
    assert plain(Decimal("100")) == "100"
    assert same(None, "")
    assert not same("a", "")
    assert not same(None, 0)
