"""Signing in: by e-mail, with limits, without telling who has an account."""

import re
from unittest import mock

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from metropolis.accounts.factories import PASSWORD, UserFactory
from metropolis.accounts.models import User
from metropolis.notifications.models import Message
from metropolis.notifications.sending import send_due

LOGIN = reverse("account_login")


def sign_in(client, email, password=PASSWORD):
    return client.post(LOGIN, {"login": email, "password": password})


def without_token(response):
    return re.sub(r'value="[A-Za-z0-9]{64}"|nonce="[^"]+"', "", response.content.decode())


@pytest.fixture
def user(db):
    return UserFactory(email="osoba@example.org")


@pytest.mark.parametrize("email", ["osoba@example.org", "OSOBA@Example.ORG", " osoba@example.org "])
def test_the_address_is_forgiving(client, user, email):
    assert sign_in(client, email).status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_wrong_password_and_an_unknown_address_look_alike(client, user):
    pages = [
        without_token(sign_in(client, email, "zle-haslo-123456")).replace(email, "")
        for email in ("osoba@example.org", "nikt@example.org")
    ]
    assert pages[0] == pages[1]
    assert "hasło" in pages[0]


@pytest.mark.parametrize("email", ["osoba@example.org", "nikt@example.org"])
def test_the_hasher_runs_as_often_for_an_unknown_address(client, user, email):
    with mock.patch("django.contrib.auth.hashers.MD5PasswordHasher.encode", autospec=True) as encode:
        encode.return_value = "md5$x$y"
        sign_in(client, email, "zle-haslo-123456")
    assert encode.call_count == 1


def test_a_blocked_account_cannot_sign_in(client, user):
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert sign_in(client, user.email).url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_a_demonstration_account_is_refused_in_production(client, user, settings):
    User.objects.filter(pk=user.pk).update(is_demo=True)
    settings.DEMO = False
    assert sign_in(client, user.email).url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_a_demonstration_session_ends_when_demonstration_is_off(client, user, settings):
    User.objects.filter(pk=user.pk).update(is_demo=True)
    settings.DEMO = True
    assert sign_in(client, user.email).status_code == 302
    assert client.get(reverse("account_email")).status_code == 200
    settings.DEMO = False
    assert client.get(reverse("account_email")).status_code == 302


def test_demonstration_accounts_are_listed_only_in_the_demonstration(client, user, settings):
    User.objects.filter(pk=user.pk).update(is_demo=True)
    settings.DEMO = True
    assert user.email in client.get(LOGIN).content.decode()
    settings.DEMO = False
    assert user.email not in client.get(LOGIN).content.decode()


@pytest.mark.parametrize("email", ["osoba@example.org", "nikt@example.org"])
def test_guessing_is_stopped_after_five_attempts_for_any_address(client, user, email):
    for _ in range(5):
        sign_in(client, email, "zle-haslo-123456")
    page = sign_in(client, email, PASSWORD).content.decode()
    assert "Zaczekaj pięć minut" in page
    assert "_auth_user_id" not in client.session


def test_signing_up_says_that_accounts_come_by_invitation(client, db):
    for response in (client.get(reverse("account_signup")), client.post(reverse("account_signup"))):
        assert "zaproszeni" in response.content.decode()
    assert not User.objects.exists()


def test_asking_for_a_new_password_does_the_same_for_every_address(client, user):
    page, seen = reverse("account_reset_password"), []
    for email in ("osoba@example.org", "nikt@example.org"):
        with CaptureQueriesContext(connection) as queries:
            response = client.post(page, {"email": email})
        assert response.url == reverse("account_reset_password_done")
        seen.append([re.sub(r"'[^']*'|\"s[0-9_x]+\"", "", query["sql"]) for query in queries])
    assert seen[0] == seen[1]
    assert [message.context for message in Message.objects.all()] == [{}, {}]


def test_only_the_mailbox_learns_whether_there_is_an_account(client, user):
    for email in ("osoba@example.org", "nikt@example.org"):
        client.post(reverse("account_reset_password"), {"email": email})
    send_due()
    known, unknown = sorted(mail.outbox, key=lambda message: message.to, reverse=True)
    assert "/konto/password/reset/key/" in known.body
    assert "/konto/password/reset/key/" not in unknown.body


def test_a_new_password_is_set_once(client, user):
    client.post(reverse("account_reset_password"), {"email": user.email})
    send_due()
    path = re.search(r"/konto/password/reset/key/\S+", mail.outbox[0].body)[0]
    form = client.get(path)
    assert form.status_code == 302  # the secret leaves the address bar
    answers = {"password1": "zupelnie-nowe-haslo-7", "password2": "zupelnie-nowe-haslo-7"}
    assert client.post(form.url, answers).status_code == 302
    assert User.objects.get(pk=user.pk).check_password("zupelnie-nowe-haslo-7")
    assert "już nie działa" in client.get(path, follow=True).content.decode()


def test_a_broken_reset_link_is_explained(client, db):
    page = client.get("/konto/password/reset/key/1-abc/")
    assert page.status_code == 200
    assert "już nie działa" in page.content.decode()


def test_changing_the_password_keeps_the_session_and_tells_the_owner(client, user):
    client.force_login(user)
    answers = {
        "oldpassword": PASSWORD,
        "password1": "inne-haslo-dlugie-1",
        "password2": "inne-haslo-dlugie-1",
    }
    assert client.post(reverse("account_change_password"), answers).url == reverse("profile")
    assert client.get(reverse("account_email")).status_code == 200
    send_due()
    assert "Hasło" in mail.outbox[0].body


def test_nobody_is_a_superuser(user):
    assert not user.is_superuser
    assert not any(field.name == "is_superuser" for field in User._meta.get_fields())
    assert not get_user_model().objects.create_user("x@example.org", "p", name="X").is_superuser
