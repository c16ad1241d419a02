"""What the models of the strategy keep by themselves."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from strategy import factories, models

pytestmark = pytest.mark.django_db


def refused(make):
    """Whether the database refuses what is made."""
    with pytest.raises(IntegrityError), transaction.atomic():
        make()
    return True


@pytest.mark.parametrize(
    "fields",
    [
        {"range_low": 5, "range_high": 5},
        {"keep_low": 5, "keep_high": 4},
        {"baseline_value": 5},
        {"baseline_period": "2021"},
        {"weight": 0},
    ],
)
def test_what_an_indicator_must_not_be(fields):
    assert refused(lambda: factories.IndicatorFactory(**fields))
    with pytest.raises(ValidationError):
        factories.IndicatorFactory.build(area=None, **fields).clean()


def test_codes_are_unique():
    factories.GoalFactory(code="1.S1")
    assert refused(lambda: factories.GoalFactory(code="1.S1"))


def test_a_statement_is_unique_within_its_kind():
    factories.StatementFactory(kind="aim", code="one")
    factories.StatementFactory(kind="annex", code="one")
    assert refused(lambda: factories.StatementFactory(kind="aim", code="one"))


def test_an_indicator_has_one_target_a_period():
    target = factories.TargetFactory(period="2030")
    assert refused(lambda: factories.TargetFactory(indicator=target.indicator, period="2030"))


def test_a_municipality_leaves_after_it_joined():
    later, sooner = datetime.date(2020, 1, 2), datetime.date(2020, 1, 1)
    assert refused(lambda: factories.MunicipalityFactory(member_from=later, member_to=sooner))


def test_a_plan_ends_after_it_starts():
    assert refused(lambda: factories.ActionPlanFactory(period_start=2030, period_end=2022))


def test_an_amount_is_not_negative():
    assert refused(lambda: factories.AllocationFactory(amount_eur=-1))


@pytest.mark.parametrize("code", ["4 1", "4/1", "ś", ""])
def test_a_code_that_is_no_code_is_refused(code):
    with pytest.raises(ValidationError) as refusal:
        factories.GoalFactory.build(area=None, code=code).clean_fields(exclude={"area"})
    assert "code" in refusal.value.message_dict


@pytest.mark.parametrize(
    ("level", "above", "may"),
    [
        ("specific", "main", True),
        ("direction", "main", True),
        ("direction", "specific", True),
        ("main", "specific", False),
        ("specific", "specific", False),
        ("specific", "direction", False),
    ],
)
def test_a_goal_stands_under_one_of_a_higher_level(level, above, may):
    parent = factories.GoalFactory(level=above)
    goal = factories.GoalFactory.build(level=level, area=parent.area, parent=parent)
    if may:
        goal.clean()
    else:
        with pytest.raises(ValidationError):
            goal.clean()


def test_a_goal_stands_under_one_of_its_own_area():
    goal = factories.GoalFactory(level="specific")
    goal.parent = factories.GoalFactory(level="main")
    with pytest.raises(ValidationError):
        goal.clean()


@pytest.mark.parametrize("period", ["2020", "2021", "2030-Q1", "someday"])
def test_a_target_comes_after_the_baseline_in_a_period_that_fits(period):
    indicator = factories.IndicatorFactory(baseline_period="2021", baseline_value=1)
    with pytest.raises(ValidationError) as refusal:
        factories.TargetFactory.build(indicator=indicator, period=period).full_clean()
    assert "period" in refusal.value.message_dict


def test_a_target_of_a_share_is_a_share():
    indicator = factories.IndicatorFactory(is_share=True)
    with pytest.raises(ValidationError):
        factories.TargetFactory.build(indicator=indicator, value=101).clean()


def test_members_on_a_day():
    day = datetime.date(2024, 5, 1)
    here = factories.MunicipalityFactory(member_from=day)
    factories.MunicipalityFactory(member_to=day - datetime.timedelta(days=1))
    always = factories.MunicipalityFactory()
    assert set(models.Municipality.objects.members_on(day)) == {here, always}


def test_a_text_is_english_where_there_is_one_and_polish_elsewhere():
    goal = factories.GoalFactory(text_pl="Woda", text_en="Water", note_pl="Uwaga")
    with translation.override("en"):
        goal = models.Goal.objects.get(pk=goal.pk)
        assert (goal.text, goal.note) == ("Water", "Uwaga")


def test_history_keeps_both_languages_of_every_change():
    goal = factories.GoalFactory(text_pl="Woda", text_en="Water")
    goal.text_en = "Clean water"
    goal.save()
    rows = goal.history.order_by("history_id").values_list("text_pl", "text_en")
    assert list(rows) == [("Woda", "Water"), ("Woda", "Clean water")]


def test_every_text_of_the_strategy_has_a_history():
    own_history = {"LoadedItem", "Action", "Milestone", "ProductIndicator", "Funding"}  # plans have versions
    own_history |= {"Boundary", "BoundarySet"}  # no texts: a command replaces them whole
    for name in models.__all__:
        if name not in own_history:
            assert hasattr(getattr(models, name), "history"), name


def test_a_source_has_a_title_in_the_readers_language():
    source = {"title": "Strona", "title_en": "Page", "url": "https://example.org"}
    goal = factories.GoalFactory.build(area=None, sources=[source, {"title": "Księga", "url": ""}])
    with translation.override("en"):
        assert [row["title"] for row in goal.source_links] == ["Page", "Księga"]
    with translation.override("pl"):
        assert goal.source_links[0] == {"title": "Strona", "url": "https://example.org"}
