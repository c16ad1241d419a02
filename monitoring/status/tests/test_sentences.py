"""The sentences about an indicator, in both languages."""

import datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from monitoring.status.aggregation import Aggregate, Coverage
from monitoring.status.figures import Figure, by_period, latest_of, standing_of
from monitoring.status.points import Point
from monitoring.status.rules import Reading
from monitoring.status.sentences import coverage_sentence, difference, standing_text, target_text, with_unit
from strategy.indicators.periods import Period
from strategy.models import Indicator, Target

NBSP = "\u00a0"
ON = datetime.date(2026, 11, 22)


class StubTargets(list):
    def all(self):
        return self


def indicator(targets=(), **fields):
    made = Indicator(
        pk=1, frequency="year", direction="increase", scope="metropolis", weight=Decimal(1), precision=1
    )
    for name, value in fields.items():
        setattr(made, name, value)
    made._prefetched_objects_cache = {
        "targets": StubTargets(Target(period=code, value=Decimal(value)) for code, value in targets)
    }
    return made


def reported(code, value):
    period = Period.parse(code)
    return Figure(period, Point(period, Decimal(value), id=1, observation=1), None)


def text(made, figures, unit="%", language="pl"):
    points = [figure.reported for figure in figures if figure.reported]
    standing = standing_of(
        made, figures, latest_of(made, by_period(points), members_in=lambda period: [1, 2, 3]), on=ON
    )
    with override(language):
        return standing_text(standing, unit=unit, precision=made.precision).replace(NBSP, " ")


BASE = {"baseline_period": "2021", "baseline_value": Decimal("38.5")}


def test_percent_changes_by_percentage_points():
    made = indicator([("2030", "50")], **BASE)
    assert text(made, [reported("2024", "41.7")]) == (
        "W 2024 roku wartość wyniosła 41,7 %, o 3,2 pkt proc. więcej niż w roku bazowym 2021."
        " To zmiana w pożądanym kierunku."
        " Do wartości docelowej na 2030 rok (50,0 %) pozostaje 8,3 pkt proc."
    )
    assert text(made, [reported("2024", "41.7")], language="en") == (
        "In 2024 the value was 41.7%, 3.2 percentage points more than in the base year 2021."
        " The change goes in the desired direction."
        " What is left to the target for 2030 (50.0%) is 8.3 percentage points."
    )


def test_other_units_change_by_percent():
    made = indicator(direction="decrease", baseline_period="2021", baseline_value=Decimal(1000))
    assert text(made, [reported("2024", "1137")], unit="Mg").startswith(
        "W 2024 roku wartość wyniosła 1 137,0 Mg, o 13,7 % więcej niż w roku bazowym 2021."
        " To zmiana w niepożądanym kierunku."
    )


def test_a_change_from_zero_is_told_in_the_unit():
    made = indicator(baseline_period="2021", baseline_value=Decimal(0))
    assert "o 12,0 km więcej niż w roku bazowym 2021" in text(made, [reported("2024", "12")], unit="km")


def test_without_a_baseline_the_first_value_is_compared_and_not_called_base():
    made = indicator(direction="neutral")
    assert text(made, [reported("2022", "10"), reported("2024", "9")], unit="km") == (
        "W 2024 roku wartość wyniosła 9,0 km, o 10,0 % mniej niż w 2022 roku."
        " Dla tego wskaźnika nie określono pożądanego kierunku, dlatego pokazujemy tylko zmianę."
    )


def test_no_change_and_almost_no_change():
    assert "tyle samo co w roku bazowym" in text(indicator(**BASE), [reported("2024", "38.5")])
    assert "prawie tyle samo co" in text(indicator(**BASE), [reported("2024", "38.52")])


def test_quarters_speak_polish():
    made = indicator(frequency="quarter", baseline_period="2024-Q1", baseline_value=Decimal(2))
    assert text(made, [reported("2026-Q3", "3")], unit="km").startswith(
        "W III kwartale 2026 roku wartość wyniosła 3,0 km,"
        " o 50,0 % więcej niż w okresie bazowym (I kwartał 2024)."
    )


def test_a_reached_target_is_said_once():
    found = text(indicator([("2030", "40")], **BASE), [reported("2025", "41.7")])
    assert found.endswith("Wartość docelowa na 2030 rok, czyli 40,0 %, została osiągnięta.")


def test_missing_data_are_said_plainly():
    assert text(indicator(), []) == (
        "Nie ma jeszcze zweryfikowanej wartości. Dla tego wskaźnika nie ustalono wartości docelowej."
    )
    assert text(indicator([("2030", "50")], **BASE), []) == (
        "Nie ma jeszcze zweryfikowanej wartości. Wartość docelowa na 2030 rok to 50,0 %."
    )


def test_a_stale_value_is_called_stale():
    found = text(indicator([("2030", "50")], **BASE), [reported("2022", "41.7")])
    assert found.endswith("Ostatnia zweryfikowana wartość jest starsza niż dwa okresy sprawozdawcze.")


def test_an_incomplete_sum_says_how_many_and_is_not_compared():
    period = Period.parse("2025")
    computed = Aggregate(Decimal(7), Coverage(11, 15, (1, 2, 3, 4)), is_additive=True)
    found = text(
        indicator([("2030", "50")], scope="municipality", aggregation="sum", **BASE),
        [Figure(period, None, computed)],
        unit="km",
    )
    assert "W 2025 roku wartość wyniosła 7,0 km. Obliczono z danych 11 z 15 gmin." in found
    assert found.endswith("Niepełnej sumy nie porównujemy z wartością docelową.")


@pytest.mark.parametrize(
    ("expected", "ending"), [(1, "z 1 gminy."), (2, "z 2 gmin."), (5, "z 5 gmin."), (22, "z 22 gmin.")]
)
def test_municipalities_are_counted_in_polish(expected, ending):
    with override("pl"):
        assert coverage_sentence(Coverage(1, expected)).endswith(ending)


def test_english_knows_one_percentage_point():
    with override("en"):
        assert difference(Decimal(-1), "%", 0) == "1 percentage point"
        assert difference(Decimal("1.5"), "%", 1) == "1.5 percentage points"


def test_units_follow_the_language():
    with override("pl"):
        assert with_unit(Decimal("41.7"), "%") == f"41,7{NBSP}%"
    with override("en"):
        assert with_unit(Decimal("41.7"), "%") == "41.7%"
        assert with_unit(Decimal(1234), "km", 1) == f"1,234.0{NBSP}km"


@pytest.mark.parametrize(
    ("language", "unit", "said"),
    [
        ("pl", "osoby", "Do wartości docelowej na 2030 rok (361 180 [osoby]) pozostaje 1 180 [osoby]."),
        ("pl", "km", "Do wartości docelowej na 2030 rok (361 180 km) pozostaje 1 180 km."),
        ("en", "people", "What is left to the target for 2030 (361,180 people) is 1,180 people."),
    ],
)
def test_a_number_with_its_unit_can_stand_in_round_brackets(language, unit, said):
    found = text(
        indicator([("2030", "361180")], baseline_period="2021", baseline_value=Decimal(350_000), precision=0),
        [reported("2024", "360000")],
        unit=unit,
        language=language,
    )
    assert said in found


def test_a_target_says_its_unit_and_then_its_period():
    with override("pl"):
        target = Reading(Period.parse("2030"), Decimal(361_180))
        assert target_text(target, unit="osoby", precision=0) == f"361{NBSP}180{NBSP}[osoby] (2030)"
