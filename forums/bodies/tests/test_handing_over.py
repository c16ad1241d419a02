"""When somebody leaves, the seats go to another, both are told, and it stays known."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from conftest import ROLES
from forums.bodies.handing_over import hand_over, held_by
from forums.bodies.permissions import is_coordinator_of
from forums.factories import TeamMemberFactory
from forums.models import HandOver, TeamMember
from metropolis.accounts.factories import UserFactory
from metropolis.notifications.models import Notice

TODAY = timezone.localdate()
YESTERDAY = TODAY - datetime.timedelta(days=1)


def give(giver, taker, by, last_day=YESTERDAY, reason="A new job."):
    keys = [one.key for one in held_by(giver)]
    return hand_over(giver, taker, keys, last_day=last_day, reason=reason, by=by)


@pytest.mark.parametrize("role", ROLES)
def test_only_the_office_hands_over(people, role):
    person, taker = people.by_role(role), UserFactory()
    if role in ("office", "office2"):
        assert give(people.coordinator, taker, person).by == person
        return
    with pytest.raises(PermissionDenied):
        give(people.coordinator, taker, person)


def test_the_seat_moves_with_its_role_and_both_are_told(people, team):
    taker = UserFactory()
    handover = give(people.coordinator, taker, people.office)
    assert is_coordinator_of(taker, team)
    assert not is_coordinator_of(people.coordinator, team)
    assert handover.seats == [{"place": "team", "body": team.slug, "role": "coordinator"}]
    assert set(Notice.objects.values_list("user", flat=True)) == {people.coordinator.pk, taker.pk}
    people.coordinator.refresh_from_db()
    assert not people.coordinator.is_member


def test_until_the_last_day_the_first_person_stays_responsible(people, team):
    taker = UserFactory()
    give(people.coordinator, taker, people.office, last_day=TODAY)
    assert is_coordinator_of(people.coordinator, team)
    assert not is_coordinator_of(taker, team)
    assert TeamMember.objects.get(user=taker).valid_from == TODAY + datetime.timedelta(days=1)


def test_a_member_who_takes_over_becomes_the_coordinator(people, team):
    give(people.coordinator, people.member, people.office)
    assert is_coordinator_of(people.member, team)
    present = TeamMember.objects.valid_on(TODAY).filter(user=people.member)
    assert [seat.role for seat in present] == ["coordinator"]


def test_a_coordinator_who_takes_a_members_seat_stays_the_coordinator(people, team):
    give(people.member, people.coordinator, people.office)
    assert TeamMember.objects.filter(user=people.coordinator).count() == 1


def test_faults_are_named_and_nothing_moves(people):
    faulty = [
        {"taker": people.coordinator},
        {"taker": UserFactory(is_active=False)},
        {"taker": people.member, "reason": " "},
    ]
    for fields in faulty:
        with pytest.raises(ValidationError):
            give(people.coordinator, by=people.office, **fields)
    seat = TeamMemberFactory(user=UserFactory(), valid_from=TODAY)
    with pytest.raises(ValidationError):
        give(seat.user, people.member, people.office)
    with pytest.raises(ValidationError):
        hand_over(
            people.member, people.coordinator, ["team-0"], last_day=TODAY, reason="A.", by=people.office
        )
    assert not HandOver.objects.exists()


def test_the_page_shows_the_seats_and_hands_them_over(people, client_of):
    office = client_of("office")
    address = f"/przekazanie/?osoba={people.coordinator.pk}"
    assert "Kto odchodzi?" in office.get("/przekazanie/").content.decode()
    assert "koordynator" in office.get(address).content.decode()
    keys = [one.key for one in held_by(people.coordinator)]
    form = {"seats": keys, "taker": people.member.pk, "last_day": "2000-01-01", "reason": ""}
    assert "dlaczego przekazujesz" in office.post(address, form).content.decode()
    form |= {"reason": "Nowa praca", "last_day": TODAY.isoformat()}
    page = office.post(address, form, follow=True).content.decode()
    assert "Przekazano obowiązki" in page
    assert "Nowa praca" in page
    assert "nie pełni" in office.get(f"/przekazanie/?osoba={people.administrator.pk}").content.decode()
    for nonsense in ("x", "", "9" * 30):
        assert office.get(f"/przekazanie/?osoba={nonsense}").status_code == 200
        assert office.post(f"/przekazanie/?osoba={nonsense}").status_code == 404
