"""The list of indicators that pages share: loaded once, and never older than the rows."""

import pytest

from strategy.factories import IndicatorFactory
from strategy.indicators.listed import listed_indicators

pytestmark = pytest.mark.django_db


def test_the_list_is_loaded_once_and_costs_one_query_then(django_assert_num_queries):
    one = IndicatorFactory()
    before = listed_indicators()
    with django_assert_num_queries(1):
        again = listed_indicators()
        assert again is before
        assert [(row.pk, row.area.name) for row in again] == [(one.pk, one.area.name)]


def test_a_change_of_an_indicator_or_of_its_area_is_seen_at_once():
    one = IndicatorFactory(name_pl="Stara nazwa")
    assert [row.name for row in listed_indicators()] == ["Stara nazwa"]
    one.name_pl = "Nowa nazwa"
    one.save()
    one.area.name_pl = "Nowy obszar"
    one.area.save()
    assert [(row.name, row.area.name) for row in listed_indicators()] == [("Nowa nazwa", "Nowy obszar")]
    one.delete()
    assert listed_indicators() == ()
