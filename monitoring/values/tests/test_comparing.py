"""Similar municipalities, and parts against their total: the rules, and what they are fed with."""

from decimal import Decimal
from statistics import median

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.values.comparing import FEWEST, Family, Peers, excess_of_parts, far_from
from monitoring.values.plausibility import Expectation, Past, questions
from monitoring.values.surroundings import NEAREST, Surroundings, similar_to
from strategy.factories import IndicatorFactory, MunicipalityFactory
from strategy.indicators.listed import listed_indicators

numbers = st.decimals(min_value=0, max_value=10**6, places=2)
several = st.lists(numbers, min_size=FEWEST, max_size=12)


def _codes(value, **known):
    return [question.code for question in questions(Decimal(value), Expectation(precision=1, **known))]


@given(value=numbers, others=st.lists(numbers, max_size=FEWEST - 1))
def test_nothing_is_said_when_few_are_known(value, others):
    assert far_from(value, others) is None


@given(others=several)
def test_the_median_itself_is_never_far(others):
    assert far_from(median(others), others) is None


@given(value=numbers, others=several, factor=st.decimals(min_value="0.01", max_value=1000, places=2))
def test_the_measure_does_not_matter(value, others, factor):
    scaled = far_from(value * factor, [other * factor for other in others])
    assert (far_from(value, others) is None) == (scaled is None)


@given(value=numbers, others=several)
def test_the_order_of_the_others_does_not_matter(value, others):
    assert far_from(value, others) == far_from(value, others[::-1])


@given(others=several, one=numbers)
def test_one_wild_value_among_the_others_does_not_hide_a_far_one(others, one):
    same = [Decimal(10)] * 5
    assert far_from(Decimal(100), [*same, one]) == 10


@given(parts=st.lists(numbers, min_size=1, max_size=6), more=numbers)
def test_parts_within_their_total_are_never_asked_about(parts, more):
    assert excess_of_parts(sum(parts) + more, parts, 0) is None


@given(parts=st.lists(numbers, min_size=1, max_size=6), less=st.decimals(min_value=1, max_value=100))
def test_parts_above_their_total_always_are(parts, less):
    assert excess_of_parts(sum(parts) - less, parts, 2) == sum(parts)


def test_rounded_parts_may_be_a_little_above():
    assert excess_of_parts(Decimal(100), [Decimal(34), Decimal(33), Decimal(34)], 0) is None


def test_a_value_unlike_the_others_is_asked_about_but_not_if_it_was_so_last_time():
    peers = Peers(tuple(map(Decimal, (10, 11, 12, 11, 10))))
    assert _codes("80", peers=peers) == ["peers"]
    assert _codes("80", peers=peers, past=Past(Decimal(78), "2024")) == []
    assert _codes("11", peers=peers) == []


def test_counts_are_compared_for_each_thousand_inhabitants_and_the_sentence_says_so():
    peers = Peers(tuple(map(Decimal, (10, 11, 12, 11, 10))), population=40_000)
    assert _codes("440", peers=peers) == []
    with translation.override("en"):
        [question] = questions(Decimal(9_000), Expectation(peers=peers))
    assert "Per 1,000 inhabitants it is 225; the median of 5 similar municipalities is 11." in question.text


def test_totals_and_parts_are_asked_about_from_both_sides():
    assert _codes("90", family=Family(parts=(Decimal(60), Decimal(50)), part_names=("a", "b"))) == ["parts"]
    assert _codes("60", family=Family(whole=Decimal(50), whole_name="t")) == ["parts"]
    assert _codes("60", family=Family()) == []


def test_a_share_above_its_whole_speaks_of_numerator_and_denominator():
    expected = Expectation(is_share=True, is_ratio=True, is_percent=True)
    with translation.override("en"):
        assert questions(Decimal(120), expected)[0].text.startswith("The numerator is above the denominator")


@given(
    people=st.dictionaries(st.integers(1, 60), st.integers(1, 10**6), min_size=1), place=st.integers(1, 60)
)
def test_similar_are_the_nearest_in_size_and_never_the_place_itself(people, place):
    found = similar_to(place, people)
    assert place not in found
    assert len(found) <= NEAREST
    assert all(people[other] <= 3 * people[place] <= 9 * people[other] for other in found)


@pytest.fixture
def region(db):
    """Seven municipalities of nearly the same size, ten buses for each thousand people, and a large city."""
    indicator = IndicatorFactory(code="9.1", aggregation="sum", unit_pl="szt.")
    places = [MunicipalityFactory(population=20_000 + n) for n in range(7)]
    for place in [*places, MunicipalityFactory(population=800_000)]:
        seen = ObservationFactory(indicator=indicator, municipality=place, period="2024")
        IndicatorValueFactory(observation=seen, value=place.population // 100)
    return indicator, places


def test_the_latest_values_of_similar_municipalities_are_found(region, django_assert_max_num_queries):
    indicator, places = region
    asked = ObservationFactory(indicator=indicator, municipality=places[0], period="2025")
    listed_indicators()  # loaded once after a change; the page does not pay for it again
    with django_assert_max_num_queries(4):
        peers = Surroundings([asked]).of(asked)["peers"]
    assert len(peers.values) == 6
    assert {round(value) for value in peers.values} == {10}
    assert round(peers.comparable(Decimal(200))) == 10


def test_a_value_verified_meanwhile_is_compared_with(region, django_assert_max_num_queries):
    indicator, places = region
    asked = ObservationFactory(indicator=indicator, municipality=places[0], period="2025")
    before = Surroundings([asked], [indicator]).of(asked)["peers"]
    with django_assert_max_num_queries(1):
        assert Surroundings([asked], [indicator]).of(asked)["peers"] == before
    newer = ObservationFactory(indicator=indicator, municipality=places[1], period="2025")
    IndicatorValueFactory(observation=newer, value=1_000_050)
    assert 50_000 in {round(value) for value in Surroundings([asked], [indicator]).of(asked)["peers"].values}
    places[1].population = 100
    places[1].save()
    assert len(Surroundings([asked], [indicator]).of(asked)["peers"].values) == 5


def test_what_does_not_compare_is_not_compared(region):
    indicator, places = region
    indicator.aggregation = "last"
    indicator.save()
    asked = ObservationFactory(indicator=indicator, municipality=places[0], period="2025")
    assert Surroundings([asked]).of(asked) == {"peers": None, "family": None}


def test_peers_nobody_asks_for_are_not_read(region, django_assert_num_queries):
    indicator, places = region
    same, changed = (
        ObservationFactory(indicator=indicator, municipality=place, period="2025") for place in places[:2]
    )
    around = Surroundings([same, changed], not_compared={same.pk})
    assert around.of(same)["peers"] is None
    assert len(around.of(changed)["peers"].values) == 6
    with django_assert_num_queries(0):
        assert Surroundings([same], [indicator], not_compared={same.pk}).of(same)["peers"] is None


def test_parts_of_the_same_place_and_period_make_the_family(region):
    whole, [place, elsewhere, *_others] = region
    parts = [IndicatorFactory(code=f"9.1.{n}", part_of=whole) for n in range(3)]
    for part, number, where in zip(parts, (5, 6, 7), (place, place, elsewhere), strict=True):
        seen = ObservationFactory(indicator=part, municipality=where, period="2025")
        IndicatorValueFactory(observation=seen, value=number, state="draft")
    asked = ObservationFactory(indicator=whole, municipality=place, period="2025")
    family = Surroundings([asked]).of(asked)["family"]
    assert (family.parts, family.part_names, family.whole) == ((5, 6), ("9.1.0", "9.1.1"), None)
    part = parts[0].observations.get()
    IndicatorValueFactory(observation=asked, value=4, state="draft")
    assert Surroundings([part]).of(part)["family"].whole == 4
