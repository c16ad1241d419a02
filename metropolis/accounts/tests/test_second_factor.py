"""The second step of signing in: by choice, with recovery codes, drawn without a `data:` image."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse

from metropolis.accounts.factories import PASSWORD, UserFactory

LOGIN = reverse("account_login")


@pytest.fixture
def user(client, db):
    user = UserFactory(email="osoba@example.org")
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return user


def activate(client):
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'account__secret">([A-Z2-7]+)<', page)[1]
    counter = int(time.time()) // 30
    code = totp.format_hotp_value(totp.hotp_value(secret, counter))
    return page, client.post(reverse("mfa_activate_totp"), {"code": code})


def test_the_code_is_drawn_in_the_page(client, user):
    page, response = activate(client)
    assert 'class="qr-code"' in page
    assert "data:image" not in page
    assert 'autocomplete="one-time-code"' in page
    assert response.url == reverse("mfa_view_recovery_codes")
    codes = client.get(response.url).content.decode()
    assert len(re.findall(r"<li><code>\d{8}</code>", codes)) == 10


def test_a_wrong_code_is_explained(client, user):
    client.get(reverse("mfa_activate_totp"))
    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    assert "Kod jest błędny" in page
    assert not Authenticator.objects.exists()


def test_the_password_alone_is_then_not_enough(client, user):
    activate(client)
    client.logout()
    response = client.post(LOGIN, {"login": user.email, "password": PASSWORD})
    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.post(response.url, {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session
    recovery = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    assert client.post(response.url, {"code": recovery}).status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_change_of_security_asks_for_the_password_again(client, user):
    client.logout()
    client.force_login(user)  # a session without a fresh password
    response = client.get(reverse("mfa_activate_totp"))
    assert response.status_code == 302
    assert reverse("account_reauthenticate") in response.url
    assert client.post(response.url, {"password": PASSWORD}).status_code == 302
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
