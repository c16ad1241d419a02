"""After a change only what depends on it is counted again, and nothing stale is ever shown."""

from decimal import Decimal

import pytest

from metropolis.rest.counters import bump
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.models import KeptStanding, Observation
from monitoring.status import overview as module
from monitoring.status.figures import Standing
from monitoring.status.overview import forget_at_hand, overview, refresh
from monitoring.status.packing import packed, unpacked
from monitoring.status.series import read_standings
from strategy.factories import IndicatorFactory, MunicipalityFactory, TargetFactory
from strategy.models import Indicator

pytestmark = pytest.mark.django_db


def measure(indicator, municipality, value, period="2024"):
    observation, _made = Observation.objects.get_or_create(
        indicator=indicator, municipality=municipality, period=period
    )
    return IndicatorValueFactory(observation=observation, value=Decimal(value))


@pytest.fixture
def counted(monkeypatch):
    """The codes of the indicators that each reading of values was asked for."""
    asked = []

    def spy(indicators, **more):
        wanted = list(indicators)
        asked.append(sorted(one.code for one in wanted))
        return read_standings(wanted, **more)

    monkeypatch.setattr(module, "read_standings", spy)
    return asked


@pytest.fixture
def three():
    """Three indicators with a value each; the second is weighted by population."""
    place = MunicipalityFactory(population=100)
    made = [
        IndicatorFactory(code=f"4.{n}", scope="municipality", aggregation=method)
        for n, method in enumerate(("sum", "population_mean", "sum"))
    ]
    for one in made:
        measure(one, place, 5)
    return made


def fresh():
    """What counting everything anew gives: the truth."""
    return read_standings(Indicator.objects.all())


def test_a_late_correction_counts_its_indicator_only(three, counted):
    overview()
    measure(three[0], three[0].observations.get().municipality, 7)
    assert overview().standings[three[0].pk].latest.value == 7
    assert counted == [["4.0", "4.1", "4.2"], ["4.0"]]
    assert overview().standings == fresh()


@pytest.mark.parametrize(
    ("change", "again"),
    [
        (lambda three: Indicator.objects.filter(pk=three[2].pk).first().save(), []),
        (lambda three: TargetFactory(indicator=three[2], period="2030", value=9), ["4.2"]),
        (lambda three: three[0].goals.clear(), []),
        (lambda three: _set(three[0], weight=3), ["4.0"]),
        (lambda three: _set(three[0].observations.get().municipality, population=50), ["4.1"]),
        (lambda three: MunicipalityFactory(), ["4.0", "4.1", "4.2"]),
        (lambda three: ObservationFactory(indicator=three[1]), ["4.0", "4.1", "4.2"]),
    ],
)
def test_what_depends_on_a_change(three, counted, change, again):
    overview()
    change(three)
    assert overview().standings == fresh()
    assert counted[1:] == [again]


def _set(row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def test_weights_of_the_population_indicator_move_what_they_weigh(three, counted, settings):
    settings.POPULATION_INDICATOR = "4.2"
    overview()
    measure(three[2], three[2].observations.get().municipality, 9)
    assert overview().standings == fresh()
    assert counted[-1] == ["4.1", "4.2"]


def test_a_change_of_which_only_the_counter_tells_is_found(three):
    """Whoever writes in bulk calls `bump` and need not say which indicators it was."""
    overview()
    observation = three[0].observations.get()
    value = IndicatorValueFactory(observation=observation, value=Decimal(8), make_current=False)
    Observation.objects.filter(pk=observation.pk).update(current=value)
    bump(Observation)
    assert overview().standings[three[0].pk].latest.value == 8


def test_what_the_worker_kept_serves_a_process_that_knows_nothing(three, counted):
    assert refresh() == 3
    assert refresh() == 0
    forget_at_hand(), counted.clear()
    assert overview().standings == fresh()
    assert counted == [[]]


def test_a_kept_standing_of_other_numbers_does_not_count(three, counted):
    refresh()
    measure(three[0], three[0].observations.get().municipality, 7)
    forget_at_hand(), counted.clear()
    assert overview().standings[three[0].pk].latest.value == 7
    assert counted == [["4.0"]]
    assert KeptStanding.objects.count() == 3


def test_a_standing_is_packed_whole(three):
    TargetFactory(indicator=three[0], period="2030", value=Decimal("12.5"))
    for standing in fresh().values():
        assert unpacked(Standing, packed(standing)) == standing
