"""Figures of the bank become provisional revisions; nothing is overwritten, nothing is taken twice."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from conftest import ROLES
from metropolis.jobs.models import Job
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.models import IndicatorValue, OfficialFigure, StoredAnswer
from monitoring.statistics.starting import start_import, start_scheduled
from monitoring.values.states import OPEN_TO_TYPING
from monitoring.values.verification import return_value, verify
from strategy.factories import IndicatorFactory

from .conftest import SKAWINA, WIELICZKA

State = IndicatorValue.State


def states(indicator):
    values = IndicatorValue.objects.filter(observation__indicator=indicator)
    return list(
        values.order_by("observation__municipality", "observation__period", "revision").values_list(
            "state", "value"
        )
    )


def test_figures_arrive_as_provisional_values_with_source_and_day(
    filled, indicator, import_all, municipality
):
    run = import_all(indicator)
    assert (run.new, run.same, run.revised, run.faults) == (4, 0, 0, [])
    assert run.finished_at
    value = IndicatorValue.objects.get(observation__municipality=municipality, observation__period="2024")
    assert (value.state, value.value, value.author) == (State.PROVISIONAL, 43500, None)
    assert value.source == "GUS BDL, 72305, 2026-11-12"
    assert value.observation.period_end == datetime.date(2024, 12, 31)
    assert value.official.unit == SKAWINA
    assert value.official.updated_on == datetime.date(2026, 11, 12)
    assert not value.official.revises


def test_the_key_the_page_size_and_every_year_are_sent(filled, indicator, import_all):
    import_all(indicator)
    assert {headers["X-ClientId"] for headers in filled.headers} == {"a-key"}
    assert all("page-size=100" in path and "unit-level=6" in path for path in filled.asked)
    assert all("year=2023" in path and "year=2024" in path for path in filled.asked)
    assert len(filled.asked) == 2  # one call for each county


def test_the_same_again_makes_nothing_and_costs_no_body(filled, indicator, import_all):
    import_all(indicator)
    run = import_all(indicator)
    assert (run.new, run.same, run.revised) == (0, 4, 0)
    assert filled.not_modified[72305] == 2
    assert StoredAnswer.objects.count() == 2
    assert IndicatorValue.objects.count() == 4


def test_a_changed_figure_is_a_new_revision_and_the_old_one_stays(
    filled, indicator, import_all, municipality, people
):
    import_all(indicator)
    first = IndicatorValue.objects.get(observation__municipality=municipality, observation__period="2024")
    verify(first, by=people.office)
    filled.put(72305, SKAWINA, 2024, 43999)
    run = import_all(indicator)
    assert (run.new, run.same, run.revised) == (0, 3, 1)
    old, new = first.observation.values.order_by("revision")
    assert (old.state, old.value) == (State.VERIFIED, 43500)
    assert (new.state, new.value, new.official.revises) == (State.PROVISIONAL, 43999, True)
    first.observation.refresh_from_db()
    assert first.observation.current == old


def test_a_newer_figure_takes_the_place_of_one_that_nobody_decided_about(
    filled, indicator, import_all, municipality
):
    import_all(indicator)
    filled.put(72305, SKAWINA, 2024, 43999)
    import_all(indicator)
    old, new = IndicatorValue.objects.filter(
        observation__municipality=municipality, observation__period="2024"
    ).order_by("revision")
    assert (old.state, new.state) == (State.RETURNED, State.PROVISIONAL)
    assert old.reason


def test_a_figure_that_was_returned_does_not_come_again(filled, indicator, import_all, municipality, people):
    import_all(indicator)
    value = IndicatorValue.objects.get(observation__municipality=municipality, observation__period="2024")
    return_value(value, "Wrong.", by=people.office)
    assert import_all(indicator).same == 4


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.RETURNED])
def test_what_a_person_is_working_on_is_left_alone(
    filled, indicator, import_all, municipality, people, state
):
    observation = ObservationFactory(indicator=indicator, municipality=municipality, period="2024")
    IndicatorValueFactory(observation=observation, state=state, value=1, author=people.member)
    run = import_all(indicator)
    assert run.skipped[state] == 1
    assert run.new == 3
    assert observation.values.count() == 1


def test_a_verified_value_that_says_the_same_is_not_asked_about_again(
    filled, indicator, import_all, municipality
):
    observation = ObservationFactory(indicator=indicator, municipality=municipality, period="2024")
    IndicatorValueFactory(observation=observation, value=43500)
    run = import_all(indicator)
    assert (run.new, run.same) == (3, 1)


def test_parts_of_urban_rural_units_and_strangers_are_left_out(filled, indicator, import_all):
    filled.put(72305, "011212006114", 2024, 24000)
    filled.put(72305, "011212006115", 2024, 19000)
    filled.put(72305, "011212006032", 2024, 1000)
    run = import_all(indicator)
    assert run.skipped == {"part": 2, "unknown": 1}
    assert run.new == 4


def test_a_municipality_whose_kind_has_changed_is_found_by_its_six_digits(
    filled, indicator, import_all, members
):
    filled.put(72305, "011212006112", 2022, 42000)
    run = import_all(indicator, years=(2022, 2024))
    assert run.new == 5
    assert OfficialFigure.objects.get(unit="011212006112").value.observation.municipality == members[0]


def test_no_value_is_no_value_and_zero_is_zero(filled, indicator, import_all):
    filled.put(72305, SKAWINA, 2024, None, mark=0)
    filled.put(72305, SKAWINA, 2023, 0)
    run = import_all(indicator)
    assert run.skipped == {"empty": 1}
    assert IndicatorValue.objects.get(observation__period="2023", official__unit=SKAWINA).value == 0


def test_a_factor_turns_the_unit_of_the_bank_into_ours(filled, indicator, import_all):
    indicator.bdl_factor = Decimal("0.001")
    indicator.save()
    import_all(indicator)
    assert IndicatorValue.objects.get(official__unit=WIELICZKA, observation__period="2024").value == Decimal(
        "69.5"
    )


def test_a_ratio_is_read_from_two_variables(filled, area, import_all):
    ratio = IndicatorFactory(
        area=area, unit_pl="na 1000 mieszkańców", unit_en="per 1000", aggregation="ratio",
        bdl_numerator_id=10, bdl_denominator_id=72305,
    )  # fmt: skip
    filled.put(10, SKAWINA, 2024, 87)
    filled.put(10, WIELICZKA, 2023, 5)
    filled.values[72305, WIELICZKA]["2023"]["val"] = 0
    run = import_all(ratio)
    value = IndicatorValue.objects.get(observation__indicator=ratio)
    assert (value.numerator, value.denominator, value.value) == (87, 43500, 2)
    assert value.source == "GUS BDL, 10 / 72305, 2026-11-12"
    assert run.skipped == {"denominator": 1}


def test_many_pages_are_followed_to_the_last(filled, indicator, import_all):
    filled.page_size = 1
    filled.units["011212006000"].insert(0, "011212006032")
    run = import_all(indicator)
    assert run.new == 4
    assert len(filled.asked) == 3


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("office", "office2")])
def test_nobody_but_the_office_starts_an_import(role, people, indicator):
    with pytest.raises(PermissionDenied):
        start_import([indicator], 2023, 2024, by=people.by_role(role))


def test_the_clock_asks_for_everything_that_is_mapped(filled, indicator, people):
    run = start_scheduled(datetime.date(2026, 3, 5))
    assert (run.years, run.started_by, list(run.indicators.all())) == ("2023–2025", None, [indicator])
    assert Job.objects.get().params == {"run": run.pk}


def test_a_provisional_value_cannot_be_typed_over():
    assert State.PROVISIONAL not in OPEN_TO_TYPING
