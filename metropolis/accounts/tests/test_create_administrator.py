import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from metropolis.accounts.models import User
from metropolis.notifications.models import Message


def test_the_first_administrator_is_made_once_and_has_no_password(db, capsys):
    for _run in range(2):
        call_command("create_administrator", "Admin@Example.org", "Anna Nowak")
    user = User.objects.get()
    assert user.is_administrator
    assert user.is_staff
    assert not user.is_office
    assert not user.has_usable_password()
    assert "/konto/" in capsys.readouterr().out


def test_what_is_no_address_is_refused(db):
    with pytest.raises(CommandError, match="not an e-mail address"):
        call_command("create_administrator", "nobody", "Anna Nowak")
    assert not User.objects.exists()


def test_the_first_administrator_can_ask_for_a_password(db, client):
    call_command("create_administrator", "admin@example.org", "Anna Nowak")
    client.post(reverse("account_reset_password"), {"email": "admin@example.org"})
    assert Message.objects.filter(to_email="admin@example.org").count() == 1
