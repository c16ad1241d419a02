"""Unions go by the place of columns, so every part of one asks for them in the same order.

The managers of translated models shuffle columns by the hash of their names, which differs with each process.
"""

import re

import pytest

from forums.drafting import naming, reading, references, vocabulary
from forums.models import Team
from strategy.factories import GoalFactory
from strategy.models import ActionPlan, FundingSource, Goal, Indicator, Municipality, Partner

pytestmark = pytest.mark.django_db
MODELS = [Goal, Indicator, Municipality, Partner, Team, FundingSource]
PARTS = {
    "vocabulary": [vocabulary._rows(kind, ActionPlan(pk=1)) for kind in vocabulary._SOURCES],
    "references": [references._codes(kind, *where) for kind, where in references._WHERE.items()],
    "names": [reading._names(kind, {"x"}) for kind in reading.NAME_COLUMNS],
}


def aliases(queryset):
    return re.findall(r'AS "v_(\w+)"', str(queryset.query).split(" FROM ")[0])


@pytest.mark.parametrize("union", ["vocabulary", "references"])
def test_columns_of_a_union_stand_in_one_order(union):
    orders = {tuple(aliases(part)) for part in PARTS[union]}
    assert len(orders) == 1
    assert next(iter(orders))[:2] == ("kind", "code")


def test_names_begin_with_their_kind_and_code():
    for kind, part in zip(reading.NAME_COLUMNS, PARTS["names"], strict=True):
        columns = re.findall(r'"?(\w+)"? AS "?\w+"?|"\w+"\."(\w+)"', str(part.query).split(" FROM ")[0])
        key = reading.NAME_COLUMNS[kind][1]
        assert [first or second for first, second in columns][:2] == [kind, key]


def test_names_for_workbooks_are_read_under_their_codes(area):
    GoalFactory(area=area, code="4.S1", text_pl="Cel", text_en="Goal")
    assert naming.all_names()["goals"] == {"4.S1": {"pl": "Cel", "en": "Goal"}}
