from decimal import Decimal

from django.utils import translation

from monitoring.dashboards.comparison import compare_all, comparison_sentence, no_basis_sentence
from monitoring.dashboards.fairness import Measure
from strategy.indicators.periods import Period

NAMES = {1: "Aa", 2: "Bb", 3: "Cc", 4: "Dd"}
VALUES = {1: Decimal(100), 2: Decimal(60), 3: Decimal(30)}
PEOPLE = {1: Decimal(10000), 2: Decimal(2000), 3: Decimal(3000), 4: Decimal(1)}
YEAR = Period.parse("2024")


def compared(measure=Measure.PER_INHABITANT, basis=PEOPLE, values=VALUES, who=NAMES):
    return compare_all(who, values, measure=measure, basis=basis, precision=0)


def test_the_largest_city_is_not_first_per_inhabitant():
    lines = compared().lines
    assert [(line.municipality, line.place, line.compared) for line in lines] == [
        (2, 1, 30), (1, 2, 10), (3, 2, 10), (4, None, None),
    ]  # fmt: skip


def test_a_quotient_stands_beside_what_it_was_made_of():
    first = compared().lines[0]
    assert (first.value, first.basis) == (60, 2000)


def test_a_group_compares_its_own_municipalities_only():
    comparison = compared(who=[1, 3])
    assert {line.municipality for line in comparison.lines} == {1, 3}
    assert comparison.spread is None


def test_the_sentence_in_polish_and_english():
    comparison = compared()
    assert comparison_sentence(comparison, NAMES, YEAR) == (
        "W 2024 roku najwyższa wartość: Bb (30,0), najniższa: Cc (10,0). "
        "Mediana wynosi 10,0; środkowa połowa mieści się między 10,0 a 20,0. 1 gmina nie ma danych."
    )
    with translation.override("en"):
        assert comparison_sentence(comparison, NAMES, YEAR) == (
            "In 2024 the highest value: Bb (30.0), the lowest: Cc (10.0). "
            "The median is 10.0; the middle half lies between 10.0 and 20.0. 1 municipality has no data."
        )


def test_without_values_the_sentence_says_so():
    assert comparison_sentence(compared(values={}), NAMES, YEAR) == (
        "Żadna gmina nie ma wartości, którą można tak porównać."
    )


def test_whose_area_is_not_known_is_said_by_name():
    comparison = compared(Measure.PER_KM2, {1: Decimal(10), 2: None, 3: None, 4: None})
    assert no_basis_sentence(comparison, NAMES) == (
        "Pominięto gminy, których powierzchni nie ma w publicznych źródłach: Bb, Cc."
    )
    assert no_basis_sentence(compared(), NAMES) == ""
