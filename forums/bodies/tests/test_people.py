"""The page of a team's people: who sees it, who invites, who ends a membership."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from forums.bodies import people as workflow
from forums.bodies import permissions
from forums.factories import TeamMemberFactory
from forums.models import TeamMember
from metropolis.accounts import invitations
from metropolis.accounts.factories import PASSWORD, UserFactory
from metropolis.accounts.models import Invitation, User


def page_of(team):
    return reverse("team_people", args=[team.slug])


ANSWERS = {"name": "Nowa Osoba", "email": "nowa@example.org", "role": "member", "language": "pl"}


def test_names_are_shown_to_people_with_a_role_only(client_of, people, team):
    for role, status in [("public", 302), ("former_member", 404), ("board_member", 200), ("member", 200)]:
        response = client_of(role).get(page_of(team))
        assert response.status_code == status
        assert (people.coordinator.name in response.content.decode()) is (status == 200)


@pytest.mark.parametrize(
    ("role", "status"),
    [("coordinator", 302), ("office", 302), ("administrator", 302)]
    + [(role, 403) for role in ("member", "other_coordinator", "forum_chair", "board_member")]
    + [("former_member", 404)],
)
def test_who_may_invite_to_a_team(client_of, people, team, role, status):
    assert client_of(role).post(page_of(team), ANSWERS).status_code == status
    assert Invitation.objects.count() == (1 if status == 302 else 0)


def test_a_coordinator_invites_members_only(client_of, people, team):
    client_of("coordinator").post(page_of(team), ANSWERS | {"role": "coordinator"})
    assert not Invitation.objects.exists()
    with pytest.raises(PermissionDenied):
        workflow.invite_to_team(team, by=people.coordinator, **ANSWERS | {"role": "coordinator"})
    client_of("office").post(page_of(team), ANSWERS | {"role": "coordinator"})
    assert Invitation.objects.get().role == {"team": "skawina", "role": "coordinator"}


def test_an_invited_person_becomes_a_member_today(people, team):
    invitation = workflow.invite_to_team(team, by=people.coordinator, **ANSWERS)
    user = invitations.accept_as_new(invitation, name="Nowa Osoba", password=PASSWORD)
    seat = TeamMember.objects.get(user=user)
    assert (seat.team, seat.role, seat.valid_from) == (team, "member", timezone.localdate())
    assert list(permissions.teams_of(User.objects.get(pk=user.pk))) == [team]


def test_a_member_who_is_invited_as_coordinator_changes_the_role(people, team):
    user = people.member
    invitation = workflow.invite_to_team(
        team, by=people.office, **ANSWERS | {"email": user.email, "role": "coordinator"}
    )
    invitations.accept_as(invitation, user)
    assert TeamMember.objects.get(user=user).role == "coordinator"


def test_the_page_lists_and_withdraws_what_waits(client_of, people, team, other_team):
    invitation = workflow.invite_to_team(team, by=people.coordinator, **ANSWERS)
    browser = client_of("coordinator")
    assert "nowa@example.org" in browser.get(page_of(team)).content.decode()
    assert "nowa@example.org" not in client_of("member").get(page_of(team)).content.decode()
    assert (
        client_of("other_coordinator").post(page_of(other_team), {"withdraw": invitation.pk}).status_code
        == 302
    )
    assert Invitation.objects.pending().exists()
    browser.post(page_of(team), {"withdraw": invitation.pk})
    assert not Invitation.objects.pending().exists()
    assert browser.post(page_of(team), {"withdraw": "x"}).status_code == 404


def test_only_the_office_ends_a_membership(client_of, people, team):
    seat = TeamMember.objects.get(user=people.member)
    address = reverse("team_people_end", args=[team.slug, seat.pk])
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    assert client_of("coordinator").post(address, {"last_day": yesterday}).status_code == 404
    assert people.member.name in client_of("office").get(address).content.decode()
    assert client_of("office").post(address, {"last_day": f"{yesterday:%d.%m.%Y}"}).status_code == 302
    assert not User.objects.get(pk=people.member.pk).is_member


def test_a_membership_cannot_end_before_it_began(client_of, people, team):
    seat = TeamMemberFactory(team=team, valid_from=timezone.localdate())
    address = reverse("team_people_end", args=[team.slug, seat.pk])
    page = client_of("office").post(address, {"last_day": "2020-01-01"}).content.decode()
    assert "nie może być wcześniejszy" in page
    seat.refresh_from_db()
    assert seat.valid_to is None


def test_the_page_costs_the_same_for_one_member_and_thirty(client_of, people, team):
    browser = client_of("office")

    def queries():
        with CaptureQueriesContext(connection) as seen:
            browser.get(page_of(team))
        return len(seen)

    few = queries()
    TeamMemberFactory.create_batch(30, team=team)
    assert queries() == few <= 15


def test_the_profile_shows_roles_with_their_dates(client_of, people):
    page = client_of("former_member").get(reverse("profile")).content.decode()
    assert "Zespół, gmina Skawina" in page
    assert "do " in page


def test_the_profile_keeps_name_and_language(client_of, people):
    browser = client_of("member")
    assert browser.post(reverse("profile"), {"name": "Inne Imię", "language": "en"}).status_code == 302
    user = User.objects.get(pk=people.member.pk)
    assert (user.name, user.language, user.is_member) == ("Inne Imię", "en", True)
    assert "Wpisz imię" in browser.post(reverse("profile"), {"name": "", "language": "pl"}).content.decode()


def test_nobody_is_listed_for_a_team_without_members(client_of, people, other_team):
    TeamMember.objects.filter(team=other_team).delete()
    assert UserFactory().name not in client_of("office").get(page_of(other_team)).content.decode()
