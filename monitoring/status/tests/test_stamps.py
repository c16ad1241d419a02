"""Every way in which a value can change is seen, and only the rows of what has changed are read again."""

from decimal import Decimal

import pytest
from django.db import transaction

from metropolis.rest.counters import bump, bump_parts
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.models import IndicatorValue, Observation
from monitoring.status import stamps
from monitoring.status.overview import forget_at_hand, overview
from monitoring.status.series import read_standings
from monitoring.values.correction import correct
from monitoring.values.forms import Answer
from monitoring.values.locking import lock_period
from monitoring.values.verification import verify, verify_many
from strategy.factories import IndicatorFactory
from strategy.models import Indicator

pytestmark = pytest.mark.django_db


@pytest.fixture
def observations():
    """Three indicators of the metropolis, with a verified value of 10 each."""
    made = [
        ObservationFactory(
            indicator=IndicatorFactory(code=f"4.{n}", scope="metropolis", aggregation="reported"),
            municipality=None,
        )
        for n in range(3)
    ]
    for observation in made:
        IndicatorValueFactory(observation=observation)
    overview()
    return made


@pytest.fixture
def read(monkeypatch):
    """The indicators whose rows were read, one list for each reading."""
    asked, truly = [], stamps._read

    def spy(indicators):
        asked.append(list(indicators))
        return truly(indicators)

    monkeypatch.setattr(stamps, "_read", spy)
    return asked


def latest(observation):
    """What the overview of this process says, which must be what counting anew says."""
    found = overview().standings
    assert found == read_standings(Indicator.objects.all())
    figure = found[observation.indicator_id].latest
    return figure and figure.value


def sent(observation, people, value=12):
    return IndicatorValueFactory(
        observation=observation, state="submitted", author=people.member, value=value
    )


def saved(observation, people):
    IndicatorValueFactory(observation=observation, value=Decimal(12))


def verified(observation, people):
    verify(sent(observation, people), by=people.office)


def verified_in_bulk(observation, people):
    verify_many([sent(observation, people)], by=people.office)


def corrected_late(observation, people):
    lock_period(observation.period, by=people.office)
    value = correct(observation, Answer(value="12", source="GUS"), "Register.", seen=1, by=people.office)
    verify(value, by=people.office2)


def written_in_bulk(observation, people):
    value = IndicatorValueFactory(observation=observation, value=Decimal(12), make_current=False)
    Observation.objects.filter(pk=observation.pk).update(current=value)
    bump_parts(Observation, [observation.indicator_id])


WAYS = [saved, verified, verified_in_bulk, corrected_late, written_in_bulk]


@pytest.mark.parametrize("way", WAYS)
def test_a_changed_value_is_seen_and_no_other_rows_are_read(observations, people, read, way):
    way(observations[1], people)
    assert latest(observations[1]) == 12
    assert read == [[observations[1].indicator_id]]


def test_whoever_writes_without_saying_which_makes_all_rows_read_again(observations, read):
    value = IndicatorValueFactory(observation=observations[2], value=Decimal(12), make_current=False)
    Observation.objects.filter(pk=observations[2].pk).update(current=value)
    bump(Observation)
    assert latest(observations[2]) == 12
    assert read == [[one.indicator_id for one in observations]]


def test_a_value_taken_away_is_seen(observations):
    Observation.objects.filter(pk=observations[0].pk).update(current=None)
    bump_parts(Observation, [observations[0].indicator_id])
    assert latest(observations[0]) is None


def test_a_deleted_observation_is_seen(observations):
    later = ObservationFactory(indicator=observations[0].indicator, municipality=None, period="2025")
    IndicatorValueFactory(observation=later, value=Decimal(15))
    assert latest(later) == 15
    Observation.objects.filter(pk=later.pk).update(current=None)
    IndicatorValue.objects.filter(observation=later).delete()
    later.delete()
    assert latest(observations[0]) == 10


def test_a_new_process_reads_all_rows_once(observations, read):
    forget_at_hand()
    overview()
    bump(Indicator)
    overview()
    assert read == [[one.indicator_id for one in observations], []]


def test_a_change_that_was_rolled_back_is_not_remembered(observations, people):
    with transaction.atomic():
        saved(observations[0], people)
        assert latest(observations[0]) == 12
        transaction.set_rollback(True)
    assert latest(observations[0]) == 10


def test_the_same_rows_give_the_same_stamp_in_every_process(observations):
    first = overview().stamps
    forget_at_hand()
    assert overview().stamps == first


def test_stamps_cost_the_same_queries_for_three_indicators_and_thirty(
    observations, django_assert_max_num_queries
):
    for _ in range(27):
        IndicatorValueFactory(observation=ObservationFactory(municipality=None))
    stamps.forget_rows()
    indicators = list(Indicator.objects.all())
    with django_assert_max_num_queries(5):
        stamps.stamps_of(indicators)
