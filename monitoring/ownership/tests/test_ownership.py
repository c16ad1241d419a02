"""Where nobody answers: teams, indicators, actions, seats that ended."""

import datetime

import pytest
from django.utils import timezone

from forums.factories import TeamFactory
from forums.models import ActionResponsibility, TeamMember
from metropolis.accounts.factories import PASSWORD
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.ownership.reading import read_ownership
from monitoring.ownership.suppliers import read_suppliers
from strategy.factories import ActionFactory, IndicatorFactory, MunicipalityFactory, PartnerFactory

PAGE = "/odpowiedzialnosc/"
TODAY = timezone.localdate()


def owner(found, team):
    return next(one for one in found.owners if one.team == team)


def test_who_answers_is_named_and_a_gap_says_why(people, team, other_team):
    empty, alone = TeamFactory(), MunicipalityFactory()
    TeamMember.objects.filter(user=people.coordinator).update(valid_to=TODAY - datetime.timedelta(days=2))
    found = read_ownership()
    assert owner(found, other_team).gap == ""
    assert "koordynatora" in owner(found, team).gap
    assert "nie ma nikogo" in owner(found, empty).gap
    assert next(one for one in found.owners if one.municipality == alone).gap == "brak zespołu"
    assert [seat.user for seat in found.ended] == [people.coordinator]
    assert len(found.gaps) == 3


def test_the_last_update_is_what_the_team_typed_and_no_import(people, team, other_team):
    typed = IndicatorValueFactory(
        observation=ObservationFactory(municipality=team.municipality), author=people.member
    )
    IndicatorValueFactory(observation=ObservationFactory(municipality=other_team.municipality))
    found = read_ownership()
    assert owner(found, team).last_update == typed.created_at
    assert owner(found, other_team).last_update is None


def test_indicators_without_a_named_partner_and_actions_without_a_team(people, team):
    orphan = IndicatorFactory(supplier="partner", partner=None)
    IndicatorFactory(supplier="office")
    action = ActionFactory()
    found = read_ownership()
    assert orphan in found.orphans
    assert action in [one for one, _why in found.actions]
    ActionResponsibility.objects.create(action=action, team=team)
    assert action not in [one for one, _why in read_ownership().actions]
    TeamMember.objects.filter(team=team).update(valid_to=TODAY - datetime.timedelta(days=1))
    assert action in [one for one, _why in read_ownership().actions]


def test_partners_statistics_and_the_office_are_named_with_their_last_value(people):
    partner = PartnerFactory()
    for supplier, named in (
        ("partner", partner),
        ("partner", partner),
        ("office", None),
        ("statistics", None),
    ):
        IndicatorFactory(supplier=supplier, partner=named)
    typed = IndicatorValueFactory(
        observation=ObservationFactory(indicator=partner.indicators.first()), author=people.office
    )
    rows = {row.name: row for row in read_suppliers()}
    assert {name: row.indicators for name, row in rows.items()} == {
        partner.name: 2,
        "Biuro Stowarzyszenia": 1,
        "statystyka publiczna": 1,
    }
    assert rows[partner.name].last_update == typed.created_at
    assert {row.people for row in rows.values()} == {2}


def test_a_page_can_show_only_the_gaps(people, team, other_team, client_of):
    TeamMember.objects.filter(team=team).update(valid_to=TODAY - datetime.timedelta(days=1))
    office = client_of("office")
    assert "Wieliczka</a>" in office.get(PAGE).content.decode()
    page = office.get(f"{PAGE}?tylko=luki").content.decode()
    assert "Skawina</a>" in page
    assert "Wieliczka</a>" not in page


def test_the_page_costs_the_same_for_two_teams_and_forty(people, client_of, django_assert_max_num_queries):
    office = client_of("office")
    office.get(PAGE)
    with django_assert_max_num_queries(15) as few:
        office.get(PAGE)
    for _number in range(38):
        TeamFactory()
        IndicatorFactory(supplier="partner", partner=None)
    with django_assert_max_num_queries(15) as many:
        office.get(PAGE)
    assert len(few) == len(many)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_chasing_are_accessible(visit, people, width):
    office = visit(width=width)
    office.sign_in(people.office, PASSWORD)
    for path in (PAGE, "/przekazanie/", f"/przekazanie/?osoba={people.coordinator.pk}", "/przypomnienia/"):
        office.open(path)
        office.check_accessibility()
        office.check_width()
