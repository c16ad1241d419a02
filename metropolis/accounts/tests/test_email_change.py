"""Changing the address: proved by the password here and by a link there."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from metropolis.accounts import email_change
from metropolis.accounts.factories import PASSWORD, UserFactory
from metropolis.accounts.models import User
from metropolis.notifications.sending import send_due

PAGE = reverse("account_email")


@pytest.fixture
def user(client, db):
    user = UserFactory(email="stary@example.org")
    client.force_login(user)
    return user


def ask(client, email, password=PASSWORD):
    return client.post(PAGE, {"email": email, "password": password})


def test_the_address_changes_after_the_link_is_confirmed(client, user):
    ask(client, "Nowy@example.org")
    send_due()
    assert mail.outbox[0].to == ["nowy@example.org"]
    path = re.search(r"/konto/email/\S+", mail.outbox[0].body)[0]
    assert client.get(path).status_code == 200
    assert User.objects.get(pk=user.pk).email == "stary@example.org"  # opening changes nothing
    client.post(path)
    assert User.objects.get(pk=user.pk).email == "nowy@example.org"
    send_due()
    assert mail.outbox[1].to == ["stary@example.org"]
    assert client.post(path).status_code == 404


def test_the_answer_is_the_same_for_an_address_with_an_account(client, user):
    UserFactory(email="zajety@example.org")
    pages = [
        re.sub(r'value="[A-Za-z0-9]{64}"|nonce="[^"]+"', "", ask(client, email).content.decode()).replace(
            email, ""
        )
        for email in ("zajety@example.org", "wolny@example.org")
    ]
    assert pages[0] == pages[1]
    send_due()
    taken = next(message for message in mail.outbox if message.to == ["zajety@example.org"])
    assert "/konto/email/" not in taken.body


def test_an_address_taken_meanwhile_is_refused(client, user):
    token = email_change.token_for(user, "nowy@example.org")
    UserFactory(email="nowy@example.org")
    assert client.post(reverse("account_confirm_email", args=[token])).status_code == 404
    assert User.objects.get(pk=user.pk).email == "stary@example.org"


@pytest.mark.parametrize(("hours", "status"), [(23, 302), (25, 404)])
def test_a_link_lasts_a_day(client, user, hours, status):
    token = email_change.token_for(user, "nowy@example.org")
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=hours)):
        assert client.post(reverse("account_confirm_email", args=[token])).status_code == status


def test_a_new_password_ends_the_link(client, user):
    token = email_change.token_for(user, "nowy@example.org")
    user.set_password("calkiem-inne-haslo-3")
    user.save()
    assert client.post(reverse("account_confirm_email", args=[token])).status_code == 404


def test_wrong_answers_are_explained(client, user):
    assert "To nie jest Twoje hasło" in ask(client, "nowy@example.org", "zle").content.decode()
    assert "Wpisz inny" in ask(client, "stary@example.org").content.decode()
    send_due()
    assert mail.outbox == []
