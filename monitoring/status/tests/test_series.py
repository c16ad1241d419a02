"""What is read from the database: verified values only, in a constant number of queries."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.status import series
from monitoring.status.overview import forget_at_hand, overview
from monitoring.status.rules import Status
from monitoring.status.series import read_municipal, read_series, read_standings
from strategy.factories import GoalFactory, IndicatorFactory, MunicipalityFactory, TargetFactory
from strategy.indicators.periods import Period
from strategy.models import Indicator

pytestmark = pytest.mark.django_db
Y2024 = Period.parse("2024")


def measure(indicator, municipality, value, period="2024", **more):
    observation = ObservationFactory(indicator=indicator, municipality=municipality, period=period)
    return IndicatorValueFactory(observation=observation, value=Decimal(value), **more)


def series_of(indicator, **more):
    return read_series(Indicator.objects.filter(pk=indicator.pk), **more)[indicator.pk]


@pytest.fixture
def pair():
    return MunicipalityFactory.create_batch(2)


@pytest.fixture
def indicator():
    return IndicatorFactory(aggregation="sum", scope="municipality", frequency="year", precision=0)


def test_a_sum_of_some_municipalities_is_incomplete(indicator, pair):
    measure(indicator, pair[0], 5)
    figure = series_of(indicator).standing.latest
    assert (figure.value, figure.basis) == (5, "computed")
    assert (figure.coverage.present, figure.coverage.expected) == (1, 2)
    assert figure.coverage.missing == (pair[1].pk,)


def test_an_incomplete_sum_is_not_measured_against_the_target(indicator, pair):
    indicator.baseline_period, indicator.baseline_value = "2021", Decimal(1)
    indicator.direction = "increase"
    indicator.save()
    TargetFactory(indicator=indicator, period="2030", value=Decimal(10))
    measure(indicator, pair[0], 5, period="2025")
    standing = series_of(indicator, as_of=datetime.date(2099, 1, 1)).standing
    assert standing.verdict.judged is None
    measure(indicator, pair[1], 5, period="2025")
    assert series_of(indicator).standing.verdict.status == Status.ACHIEVED


def test_a_reported_figure_is_shown_and_a_difference_is_flagged(indicator, pair):
    measure(indicator, pair[0], 5)
    measure(indicator, pair[1], 6)
    measure(indicator, None, 20)
    figure = series_of(indicator).standing.latest
    assert (figure.value, figure.basis, figure.coverage) == (20, "reported", None)
    assert figure.computed.value == 11
    assert figure.differs


def test_an_incomplete_sum_does_not_question_a_reported_figure(indicator, pair):
    measure(indicator, pair[0], 5)
    measure(indicator, None, 20)
    assert not series_of(indicator).standing.latest.differs


def test_not_settled_aggregation_gives_no_figure_and_says_why(indicator, pair):
    Indicator.objects.filter(pk=indicator.pk).update(aggregation="not_set")
    measure(indicator, pair[0], 5)
    standing = series_of(indicator).standing
    assert standing.latest is None
    assert standing.why_no_figure == "not_set"
    assert standing.has_data
    assert (standing.data_period, standing.data_coverage.present) == (Y2024, 1)


def test_only_verified_values_are_read(indicator, pair):
    for state in ("draft", "submitted", "returned", "provisional"):
        IndicatorValueFactory(observation__indicator=indicator, state=state)
    assert series_of(indicator).periods == ()


def test_as_of_a_day_gives_what_was_published_by_its_end(indicator, pair):
    day = datetime.date(2025, 3, 1)
    late = timezone.make_aware(datetime.datetime(2025, 3, 1, 23, 59))
    first = measure(indicator, pair[0], 5, published_at=late)
    IndicatorValueFactory(observation=first.observation, value=Decimal(9))
    found = series_of(indicator, as_of=day).municipal[pair[0].pk][0]
    assert (found.value, found.revised) == (5, False)
    assert series_of(indicator, as_of=day - datetime.timedelta(days=1)).municipal == {}
    now = series_of(indicator).municipal[pair[0].pk][0]
    assert (now.value, now.revised) == (9, True)


def test_a_returned_revision_is_no_correction(indicator, pair):
    returned = measure(indicator, pair[0], 5, state="returned")
    IndicatorValueFactory(observation=returned.observation, value=Decimal(9))
    assert not series_of(indicator).municipal[pair[0].pk][0].revised


def test_a_corrected_part_marks_the_figure_as_revised(indicator, pair):
    first = measure(indicator, pair[0], 5)
    IndicatorValueFactory(observation=first.observation, value=Decimal(9))
    assert series_of(indicator).standing.latest.revised


def test_who_left_before_the_period_is_not_expected(indicator, pair):
    pair[1].member_to = datetime.date(2023, 12, 31)
    pair[1].save()
    measure(indicator, pair[0], 5)
    assert series_of(indicator).standing.latest.coverage.is_complete


def test_population_weighs_by_the_indicator_that_the_setting_names(indicator, pair, settings):
    indicator.aggregation = "population_mean"
    indicator.save()
    for municipality, people in zip(pair, (100, 300), strict=True):
        municipality.population = people
        municipality.save()
    measure(indicator, pair[0], 10)
    measure(indicator, pair[1], 50)
    assert series_of(indicator).standing.latest.value == 40
    people = IndicatorFactory(code="people", frequency="year")
    settings.POPULATION_INDICATOR = "people"
    measure(people, pair[0], 300, period="2023")
    measure(people, pair[0], 9999, period="2025")
    assert series_of(indicator).standing.latest.value == 30


def test_values_that_add_up_are_totalled_from_the_baseline(indicator, pair):
    indicator.accumulation = "cumulative_add"
    indicator.baseline_period, indicator.baseline_value = "2022", Decimal(100)
    indicator.save()
    for year, value in (("2023", 5), ("2024", 7)):
        for municipality in pair:
            measure(indicator, municipality, value, period=year)
    latest = series_of(indicator).standing.latest
    assert (latest.value, latest.counted) == (14, 124)


def test_one_municipality_over_all_indicators(indicator, pair):
    measure(indicator, pair[0], 5, period="2023")
    measure(indicator, pair[0], 6)
    measure(indicator, pair[1], 7)
    assert [point.value for point in read_municipal(pair[0])[indicator.pk]] == [5, 6]


@pytest.mark.parametrize("as_of", [None, datetime.date(2025, 3, 1)])
def test_a_country_is_read_a_period_at_a_time_with_the_same_result(pair, as_of, monkeypatch):
    """Means, totals, corrections, reported figures and the latest coverage: all as when read at once."""
    known = timezone.make_aware(datetime.datetime(2025, 1, 1))
    for number, method in enumerate(("population_mean", "sum", "not_set", "median")):
        made = IndicatorFactory(
            aggregation=method, scope="municipality",
            accumulation="cumulative_add" if method == "sum" else "level",
        )  # fmt: skip
        for year in range(2020, 2024):
            for place in pair[: 1 + (year + number) % 2]:
                value = measure(made, place, year + number, period=str(year), published_at=known)
        IndicatorValueFactory(observation=value.observation, value=Decimal(7))
        measure(made, None, 3, period="2022", published_at=known)
    at_once = read_standings(Indicator.objects.all(), as_of=as_of)
    monkeypatch.setattr(series, "PLACES_AT_ONCE", 0)
    assert read_standings(Indicator.objects.all(), as_of=as_of) == at_once
    assert {one.data_period.code for one in at_once.values()} == {"2023"}
    whole = read_series(Indicator.objects.all(), as_of=as_of)
    assert {pk: one.standing.history for pk, one in whole.items()} == {
        pk: one.history for pk, one in at_once.items()
    }


@pytest.mark.parametrize("as_of", [None, datetime.date(2099, 1, 1)])
def test_reading_costs_the_same_for_one_indicator_and_thirty(
    pair, as_of, django_assert_max_num_queries, django_assert_num_queries
):
    def fill(number):
        for made in IndicatorFactory.create_batch(number, aggregation="population_mean"):
            TargetFactory(indicator=made, period="2030")
            measure(made, pair[0], 5)

    fill(1)
    with django_assert_max_num_queries(6) as one:
        read_standings(Indicator.objects.all(), as_of=as_of)
    fill(30)
    with django_assert_num_queries(len(one)):
        read_standings(Indicator.objects.all(), as_of=as_of)


def test_the_overview_counts_goals_and_areas_and_is_kept_until_something_changes(
    pair, django_assert_num_queries
):
    goal = GoalFactory()
    indicator = IndicatorFactory(area=goal.area, aggregation="sum")
    indicator.goals.add(goal)
    first = overview()
    assert (first.goals[goal.pk].total, first.areas[goal.area_id].total, first.strategy.total) == (1, 1, 1)
    assert first.strategy.with_data == 0
    with django_assert_num_queries(1):
        overview()
    measure(indicator, pair[0], 5)
    assert overview().strategy.with_data == 1
    indicator.goals.remove(goal)
    assert overview().goals[goal.pk].total == 0


def test_the_overview_comes_back_the_same_in_another_process(pair):
    indicator = IndicatorFactory(aggregation="sum")
    measure(indicator, pair[0], 5)
    first = overview()
    assert overview().standings[indicator.pk] == first.standings[indicator.pk]
    forget_at_hand()
    assert overview().standings[indicator.pk] == first.standings[indicator.pk]


def test_drafts_leave_the_overview_as_it_is(pair, django_assert_num_queries):
    indicator = IndicatorFactory(aggregation="sum")
    measure(indicator, pair[0], 5)
    overview()
    IndicatorValueFactory(observation=indicator.observations.get(), state="draft")
    with django_assert_num_queries(1):
        overview()
