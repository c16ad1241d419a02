"""Invitations: a signed link for one use, for seven days; whatever is wrong with it changes nothing."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from metropolis.accounts import invitations
from metropolis.accounts.factories import PASSWORD, UserFactory
from metropolis.accounts.models import Invitation, User
from metropolis.notifications.models import Message
from metropolis.notifications.sending import send_due

LABELS = {"pl": "administrator portalu", "en": "administrator of the portal"}
ANSWERS = {"name": "Nowa Osoba", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def inviter(db):
    return UserFactory(name="Osoba Zapraszająca")


@pytest.fixture
def invite(inviter):
    def make(email="nowa@example.org", role=None):
        return invitations.invite(
            email=email,
            name="Nowa Osoba",
            language="pl",
            role=role or {"administrator": True},
            labels=LABELS,
            by=inviter,
        )

    return make


def link(invitation):
    return reverse("invitation", args=[invitations.token_for(invitation)])


def state_of_everything():
    return list(User.objects.order_by("pk").values()), list(Invitation.objects.order_by("pk").values())


def test_a_new_person_accepts_and_is_signed_in(client, invite):
    invitation = invite()
    page = client.get(link(invitation)).content.decode()
    assert "nowa@example.org" in page
    assert "Osoba Zapraszająca" in page
    response = client.post(link(invitation), ANSWERS)
    assert response.status_code == 302
    user = User.objects.get(email="nowa@example.org")
    assert (user.name, user.is_administrator, user.check_password(PASSWORD)) == ("Nowa Osoba", True, True)
    assert client.session["_auth_user_id"] == str(user.pk)
    invitation.refresh_from_db()
    assert invitation.accepted_by == user


def test_a_link_works_once(client, invite):
    invitation = invite()
    client.post(link(invitation), ANSWERS)
    client.logout()
    before = state_of_everything()
    for response in (client.get(link(invitation)), client.post(link(invitation), ANSWERS)):
        assert response.status_code == 404
        assert "wykorzystane" in response.content.decode()
    assert state_of_everything() == before


def test_of_two_who_opened_the_page_one_is_let_in(invite):
    first = invite()
    second = Invitation.objects.get(pk=first.pk)
    invitations.accept_as_new(first, name="Pierwsza", password=PASSWORD)
    with pytest.raises(invitations.Unusable):
        invitations.accept_as_new(second, name="Druga", password="different-password-1")
    assert User.objects.get(email="nowa@example.org").name == "Pierwsza"


@pytest.mark.parametrize(("days", "status"), [(6.9, 200), (7.1, 404)])
def test_a_link_lasts_seven_days(client, invite, days, status):
    address = link(invite())
    with time_machine.travel(timezone.now() + datetime.timedelta(days=days)):
        assert client.get(address).status_code == status
        assert client.post(address, ANSWERS).status_code == (302 if status == 200 else 404)
    assert User.objects.filter(email="nowa@example.org").exists() is (status == 200)


def test_a_touched_link_is_broken(client, invite):
    token = invitations.token_for(invite())
    before = state_of_everything()
    for wrong in (token[:-1], token + "x", token.replace(":", "", 1), "x", "ą" * 5, token[:10]):
        response = client.post(reverse("invitation", args=[wrong]), ANSWERS)
        assert response.status_code == 404
        assert "nie działa" in response.content.decode()
    assert state_of_everything() == before


def test_a_withdrawn_invitation_ends(client, invite):
    invitation = invite()
    invitations.withdraw(invitation)
    assert client.post(link(invitation), ANSWERS).status_code == 404
    assert not User.objects.filter(email="nowa@example.org").exists()


def test_a_second_invitation_to_the_same_role_replaces_the_first(client, invite):
    first, second, other = invite(), invite(), invite(role={"team": "x"})
    assert client.get(link(first)).status_code == 404
    assert client.get(link(second)).status_code == client.get(link(other)).status_code == 200


def test_a_place_that_is_gone_makes_no_account(client, invite):
    invitation = invite(role={"team": "nie-ma-takiego"})
    before = state_of_everything()
    assert client.post(link(invitation), ANSWERS).status_code == 404
    assert state_of_everything() == before


def test_wrong_answers_are_explained_and_change_nothing(client, invite):
    invitation = invite()
    before = state_of_everything()
    wrong = [
        (ANSWERS | {"name": ""}, "Wpisz imię i nazwisko."),
        (ANSWERS | {"password2": "inne-haslo-123"}, "Hasła się różnią."),
        (ANSWERS | {"password1": "krótkie", "password2": "krótkie"}, "12"),
    ]
    for answers, sentence in wrong:
        response = client.post(link(invitation), answers)
        assert response.status_code == 200
        assert sentence in response.content.decode()
    assert state_of_everything() == before


def test_a_known_person_must_sign_in_to_accept(client, invite):
    user, stranger = UserFactory(email="nowa@example.org"), UserFactory()
    invitation = invite()
    assert reverse("account_login") in client.get(link(invitation)).content.decode()
    assert client.post(link(invitation), ANSWERS).status_code == 200
    client.force_login(stranger)
    client.post(link(invitation))
    assert not User.objects.get(pk=user.pk).is_administrator
    assert not User.objects.get(pk=stranger.pk).is_administrator
    client.force_login(user)
    assert client.post(link(invitation)).status_code == 302
    assert User.objects.get(pk=user.pk).is_administrator


def test_inviting_does_the_same_whether_the_address_has_an_account(invite):
    UserFactory(email="znana@example.org")
    counts = []
    for email in ("znana@example.org", "nieznana@example.org"):
        before = Message.objects.count()
        invite(email=email)
        counts.append(Message.objects.count() - before)
    assert counts == [1, 1]


def test_the_link_is_in_the_message_and_nowhere_in_the_database(invite, settings):
    invitation = invite()
    send_due()
    token = invitations.token_for(invitation)
    assert mail.outbox[-1].to == ["nowa@example.org"]
    assert token in mail.outbox[-1].body
    assert settings.BASE_URL in mail.outbox[-1].body
    assert token not in str(Message.objects.values()) + str(Invitation.objects.values())


def test_a_withdrawn_invitation_is_not_sent(invite):
    invitations.withdraw(invite())
    send_due()
    assert mail.outbox == []
