"""The admin of people and bodies: what the Office does there, and what nobody can."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forums.factories import TeamFactory, TeamMemberFactory
from forums.models import Team, TeamMember
from metropolis.accounts import matrix
from metropolis.accounts.models import Invitation, User


def queries_of(browser, address):
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    "name", ["forums_team", "forums_forum", "forums_commission", "forums_governingbody", "accounts_user"]
)
def test_lists_cost_the_same_for_few_rows_and_many(client_of, people, name):
    browser, address = client_of("office"), reverse(f"admin:{name}_changelist")
    few = queries_of(browser, address)
    TeamMemberFactory.create_batch(12)
    assert queries_of(browser, address) == few <= 15


def test_a_body_with_many_members_costs_as_much_as_with_few(client_of, people, team):
    browser, address = client_of("office"), reverse("admin:forums_team_change", args=[team.pk])
    few = queries_of(browser, address)
    TeamMemberFactory.create_batch(10, team=team)
    assert queries_of(browser, address) <= few + 1


def form_of(team, **member):
    data = {name: str(getattr(team, name)) for name in ("slug", "name_pl", "name_en", "provenance", "order")}
    data |= {
        "municipality": team.municipality_id,
        "sources": "[]",
        "members-TOTAL_FORMS": 0,
        "members-INITIAL_FORMS": 0,
    }
    data |= {"members-2-TOTAL_FORMS": 1, "members-2-INITIAL_FORMS": 0}
    return data | {f"members-2-0-{key}": value for key, value in member.items()}


def test_the_office_seats_a_person_with_dates(client_of, people, team):
    address = reverse("admin:forums_team_change", args=[team.pk])
    seat = {"user": people.board_member.pk, "role": "member", "valid_from": "01.01.2026"}
    response = client_of("office").post(address, form_of(team, **seat))
    assert response.status_code == 302, response.context["errors"]
    assert User.objects.get(pk=people.board_member.pk).teammembers.get().team == team


def test_dates_the_wrong_way_round_are_explained(client_of, people, team):
    address = reverse("admin:forums_team_change", args=[team.pk])
    seat = {"user": people.board_member.pk, "role": "member", "valid_from": "02.01.2026"}
    page = client_of("office").post(address, form_of(team, **seat, valid_to="01.01.2026"))
    assert "Ostatni dzień nie może być wcześniejszy" in page.content.decode()
    assert not TeamMember.objects.filter(user=people.board_member).exists()


@pytest.mark.parametrize("role", ["office", "administrator"])
def test_an_invitation_is_sent_from_the_admin(client_of, people, team, role):
    seat = json.dumps({"team": team.slug, "role": "coordinator"})
    answers = {"name": "Nowa Osoba", "email": "nowa@example.org", "seat": seat, "language": "en"}
    response = client_of(role).post(reverse("admin:accounts_invitation_add"), answers)
    assert response.status_code == 302
    invitation = Invitation.objects.get()
    assert invitation.role == {"team": "skawina", "role": "coordinator"}
    assert invitation.invited_by == people.by_role(role)


def test_an_invitation_to_a_seat_that_is_not_there_is_refused(client_of, people):
    answers = {"name": "X", "email": "x@example.org", "seat": '{"team": "brak"}', "language": "pl"}
    assert client_of("office").post(reverse("admin:accounts_invitation_add"), answers).status_code == 200
    assert not Invitation.objects.exists()


def test_nobody_deletes_people_or_makes_them_by_hand(client_of, people):
    for role in ("office", "administrator"):
        browser = client_of(role)
        victim = people.member.pk
        assert browser.post(reverse("admin:accounts_user_delete", args=[victim])).status_code == 404
        assert browser.get(reverse("admin:accounts_user_add")).status_code == 404
    assert User.objects.filter(pk=people.member.pk).exists()


def test_the_administrator_sees_people_and_nothing_of_the_strategy(client_of, people):
    page = client_of("administrator").get(reverse("admin:index")).content.decode()
    assert reverse("admin:accounts_user_changelist") in page
    assert "/admin/strategy/" not in page
    assert "/admin/forums/" not in page


def test_the_secret_of_a_second_factor_is_never_shown(client_of, people):
    secret = Authenticator.objects.create(user=people.member, type="totp", data={"secret": "TAJNE"})
    browser = client_of("office")
    for name, args in [("changelist", []), ("change", [secret.pk])]:
        page = browser.get(reverse(f"admin:accounts_secondfactor_{name}", args=args))
        assert page.status_code == 200
        assert "TAJNE" not in page.content.decode()
    assert browser.post(reverse("admin:accounts_secondfactor_delete", args=[secret.pk]), {"post": "yes"})
    assert not Authenticator.objects.exists()


def test_the_record_of_changes_keeps_both_languages(client_of, people):
    team = TeamFactory(name_pl="Stara nazwa", name_en="Old name")
    team.name_pl, team.name_en = "Nowa nazwa", "New name"
    team.save()
    newest, first = Team.history.filter(id=team.pk)
    assert (first.name_pl, first.name_en) == ("Stara nazwa", "Old name")
    assert (newest.name_pl, newest.name_en) == ("Nowa nazwa", "New name")


def test_the_admin_signs_in_through_the_portal(client, client_of, people):
    response = client.get(reverse("admin:login"), {"next": "/admin/forums/"})
    assert response.url == "/konto/login/?next=/admin/forums/"
    assert client_of("office").get(reverse("admin:login")).url == reverse("admin:index")
    assert client_of("member").get(reverse("admin:index")).status_code == 404


def test_a_key_that_is_no_number_is_not_found(client_of, people):
    for path in ("abc/history/", "abc/change/", "1_2/delete/", "abc/history/1/", "1/history/x/"):
        assert client_of("office").get(f"/admin/forums/team/{path}").status_code == 404


def test_what_the_matrix_does_not_name_is_refused(people):
    assert not matrix.allowed(people.office, "sessions", "view", "session")
    assert not people.office.has_perm("accounts.delete_user")
    assert people.office.has_perm("forums.change_team")
    assert people.office.has_perm("forums.view_historicalteam")
    assert not people.office.has_perm("forums.change_historicalteam")
    assert not people.administrator.has_perm("forums.view_team")
    assert not people.member.has_module_perms("forums")
