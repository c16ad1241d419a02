"""Demonstration accounts: made once, named by function, refused where DEMO is off."""

import pytest
from django.core.management import CommandError, call_command

from forums.bodies import demo, permissions
from forums.factories import (
    CommissionFactory,
    ForumFactory,
    GoverningBodyFactory,
    OfficeFactory,
    TeamFactory,
)
from forums.models import TeamMember
from metropolis.accounts.models import User


@pytest.fixture
def bodies(db):
    made = {
        "office": OfficeFactory,
        "skawina": TeamFactory,
        "wieliczka": TeamFactory,
        "forum-rozwoju-gospodarczego": ForumFactory,
        "commission-economy-education-social-culture": CommissionFactory,
        "board": GoverningBodyFactory,
    }
    return [factory(slug=slug) for slug, factory in made.items()]


def test_a_second_run_changes_nothing(bodies, settings, capsys):
    settings.DEMO = True
    call_command("load_demo")
    assert "10 added, 0 kept" in capsys.readouterr().out
    User.objects.filter(email="zarzad@example.org").update(name="Zmienione")
    before = list(User.objects.order_by("pk").values())
    call_command("load_demo")
    assert "0 added, 10 kept" in capsys.readouterr().out
    assert list(User.objects.order_by("pk").values()) == before
    assert TeamMember.objects.count() == 3


def test_the_cast_has_the_roles_that_it_names(bodies):
    demo.load_people()
    users = {user.email.split("@")[0]: user for user in User.objects.all()}
    assert {name for name, user in users.items() if user.is_office} == {"biuro", "biuro2"}
    assert {name for name, user in users.items() if permissions.teams_coordinated_by(user)} == {
        "skawina.koordynator",
        "wieliczka.koordynator",
    }
    assert permissions.forums_chaired_by(users["forum.gospodarka.przewodniczacy"]).exists()
    assert {name for name, user in users.items() if user.is_administrator} == {"administrator"}
    assert all(user.is_demo and user.name.endswith("(konto przykładowe)") for user in users.values())


def test_it_refuses_where_demonstration_is_off(bodies, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO is off"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_it_says_which_bodies_are_missing(db, settings):
    settings.DEMO = True
    with pytest.raises(CommandError, match="skawina"):
        call_command("load_demo")
