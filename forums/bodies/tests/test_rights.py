"""Rights follow memberships and their dates."""

import datetime

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from forums.bodies import permissions
from forums.bodies.periods import overlap, written
from forums.factories import (
    BodyMemberFactory,
    OfficePersonFactory,
    TeamFactory,
    TeamMemberFactory,
)
from metropolis.accounts.factories import UserFactory
from metropolis.accounts.models import User, covers_today

DAYS = st.none() | st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 3, 31))
PERIODS = st.tuples(DAYS, DAYS).filter(lambda p: not (p[0] and p[1] and p[1] < p[0]))


def day(offset):
    return timezone.localdate() + datetime.timedelta(days=offset)


def holds(period, on):
    return (not period[0] or period[0] <= on) and (not period[1] or on <= period[1])


@given(PERIODS, PERIODS, st.dates(datetime.date(2025, 12, 1), datetime.date(2026, 4, 30)))
def test_a_day_lies_in_the_overlap_when_it_lies_in_both(one, other, on):
    shared = overlap(one, other)
    assert (shared is not None and holds(shared, on)) == (holds(one, on) and holds(other, on))


@given(PERIODS, PERIODS)
def test_overlap_does_not_depend_on_the_order(one, other):
    assert overlap(one, other) == overlap(other, one)


@given(st.lists(PERIODS, max_size=5), st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 3, 31)))
def test_a_right_holds_on_exactly_the_days_of_some_period(periods, on):
    with time_machine.travel(datetime.datetime(on.year, on.month, on.day, 12, tzinfo=datetime.UTC)):
        assert covers_today(written(periods)) == any(holds(period, on) for period in periods)


@pytest.mark.parametrize(
    ("start", "end", "is_in"),
    [
        (None, None, True),
        (0, 0, True),
        (-9, 0, True),
        (0, None, True),
        (-9, -1, False),
        (1, None, False),
        (1, 9, False),
    ],
)
def test_a_seat_counts_from_its_first_to_its_last_day(db, start, end, is_in):
    seat = TeamMemberFactory(
        role="coordinator",
        valid_from=None if start is None else day(start),
        valid_to=None if end is None else day(end),
    )
    user = User.objects.get(pk=seat.user_id)
    assert user.is_member is is_in
    assert permissions.is_coordinator_of(user, seat.team) is is_in
    assert permissions.municipalities_of(user).exists() is is_in


def test_a_gap_between_two_terms_gives_no_right(db):
    user = UserFactory()
    OfficePersonFactory(user=user, valid_to=day(-5))
    OfficePersonFactory(user=user, valid_from=day(5))
    assert not permissions.is_office(user)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=5)):
        assert permissions.is_office(user)
    with time_machine.travel(timezone.now() - datetime.timedelta(days=5)):
        assert permissions.is_office(user)


def test_a_right_ends_at_midnight_of_the_portals_time_zone(db):
    user = OfficePersonFactory(valid_to=datetime.date(2026, 7, 31)).user
    with time_machine.travel("2026-07-31T21:59:00Z"):
        assert permissions.is_office(user)
    with time_machine.travel("2026-07-31T22:01:00Z"):
        assert not permissions.is_office(user)


def test_only_the_office_body_makes_an_office_person(db):
    user = BodyMemberFactory().user
    assert user.is_member
    assert not user.is_office


def test_ending_and_deleting_a_seat_end_the_right(db):
    seat = OfficePersonFactory()
    seat.valid_to = day(-1)
    seat.save()
    assert not User.objects.get(pk=seat.user_id).is_office
    seat.valid_to = None
    seat.save()
    assert User.objects.get(pk=seat.user_id).is_office
    seat.delete()
    assert not User.objects.get(pk=seat.user_id).is_member


def test_a_seat_handed_over_takes_the_right_along(db):
    seat, heir = OfficePersonFactory(), UserFactory()
    first = seat.user_id
    seat.user = heir
    seat.save()
    assert User.objects.get(pk=heir.pk).is_office
    assert not User.objects.get(pk=first).is_office


def test_a_body_that_ended_gives_no_rights(db):
    seat = TeamMemberFactory(role="coordinator")
    seat.team.valid_to = day(-1)
    seat.team.save()
    user = User.objects.get(pk=seat.user_id)
    assert not user.is_member
    assert not permissions.is_coordinator_of(user, seat.team)


def test_rights_are_undone_with_the_change_they_came_from(db):
    user = UserFactory()
    with transaction.atomic():
        OfficePersonFactory(user=user)
        transaction.set_rollback(True)
    assert not User.objects.get(pk=user.pk).is_office


def test_saving_an_old_copy_of_a_user_does_not_bring_rights_back(db):
    seat = OfficePersonFactory()
    old = User.objects.get(pk=seat.user_id)
    seat.delete()
    old.name = "Nowe imię"
    old.save()
    user = User.objects.get(pk=old.pk)
    assert (user.name, user.is_office) == ("Nowe imię", False)


def test_a_blocked_account_has_no_role(db):
    seat = TeamMemberFactory(role="coordinator")
    seat.user.is_active = False
    seat.user.save()
    assert not permissions.is_insider(seat.user)
    assert not permissions.teams_of(seat.user).exists()
    assert not permissions.may_invite_to(seat.user, seat.team)


ROLES_THAT = {
    "see people": (
        permissions.may_see_people,
        "member coordinator other_coordinator forum_member forum_chair commission_member board_member"
        " office office2 administrator",
    ),
    "invite anybody": (permissions.may_invite, "office office2 administrator"),
    "end memberships": (permissions.may_end_membership, "office office2"),
}


@pytest.mark.parametrize("deed", ROLES_THAT)
def test_who_may(deed, people):
    rule, roles = ROLES_THAT[deed]
    assert {role for role, user in vars(people).items() if rule(user)} == set(roles.split())


def test_a_coordinator_invites_to_the_own_team_only(people, team):
    may = {role for role, user in vars(people).items() if permissions.may_invite_to(user, team)}
    assert may == {"coordinator", "office", "office2", "administrator"}


def test_teams_and_municipalities_are_ones_own(people, team, municipality):
    TeamFactory()
    assert list(permissions.teams_of(people.member)) == [team]
    assert list(permissions.municipalities_of(people.coordinator)) == [municipality]
    assert not permissions.municipalities_of(people.office).exists()
    assert not permissions.municipalities_of(people.public).exists()


def test_chairs_and_members_are_told_apart(people, forum):
    assert list(permissions.forums_of(people.forum_member)) == [forum]
    assert list(permissions.forums_chaired_by(people.forum_chair)) == [forum]
    assert not permissions.forums_chaired_by(people.forum_member).exists()
