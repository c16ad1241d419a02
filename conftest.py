"""The shared cast: one person per role, and the bodies they sit in."""

import datetime
from dataclasses import dataclass, fields

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import Client
from django.utils import timezone, translation
from hypothesis import settings as hypothesis_settings

from forums.factories import (
    BodyMemberFactory,
    CommissionFactory,
    CommissionMemberFactory,
    ForumFactory,
    ForumMemberFactory,
    GoverningBodyFactory,
    OfficePersonFactory,
    TeamFactory,
    TeamMemberFactory,
)
from metropolis.accounts.factories import UserFactory
from metropolis.accounts.models import User
from metropolis.rest.kept import forget_all
from monitoring.status.overview import forget_at_hand
from strategy.factories import MunicipalityFactory, ThematicAreaFactory

pytest_plugins = ["metropolis.ui.tests.browser"]

# Machines are busy: how long an example takes says nothing of whether the rule holds.
hypothesis_settings.register_profile("patient", deadline=None)
hypothesis_settings.load_profile("patient")


@dataclass
class People:
    """One person per role; `by_role("office")` finds one by name."""

    public: AnonymousUser
    member: User
    coordinator: User
    other_coordinator: User
    forum_member: User
    forum_chair: User
    commission_member: User
    board_member: User
    office: User
    office2: User
    administrator: User
    former_member: User

    def by_role(self, role):
        return getattr(self, role)


ROLES = [field.name for field in fields(People)]


@pytest.fixture(autouse=True)
def _empty_cache():
    """Rate limits live in the cache, overviews and drafts at hand: one test must not use those of another."""
    cache.clear()
    forget_at_hand()
    forget_all()


@pytest.fixture(autouse=True)
def _portal_language():
    """A request under /en/ leaves English behind: each test starts in the portal's first language."""
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def area(db):
    return ThematicAreaFactory(code="4", slug="gospodarka", name_pl="Gospodarka", name_en="Economy")


@pytest.fixture
def municipality(db):
    return MunicipalityFactory(slug="skawina", name_pl="Skawina", name_en="Skawina")


@pytest.fixture
def other_municipality(db):
    return MunicipalityFactory(slug="wieliczka", name_pl="Wieliczka", name_en="Wieliczka")


@pytest.fixture
def team(municipality):
    return TeamFactory(municipality=municipality)


@pytest.fixture
def other_team(other_municipality):
    return TeamFactory(municipality=other_municipality)


@pytest.fixture
def forum(area):
    return ForumFactory(area=area, slug="forum-rozwoju-gospodarczego", is_lead=True)


@pytest.fixture
def commission(area):
    commission = CommissionFactory(slug="commission-economy")
    commission.areas.add(area)
    return commission


@pytest.fixture
def board(db):
    return GoverningBodyFactory(slug="board", name_pl="Zarząd")


@pytest.fixture
def people(team, other_team, forum, commission, board):
    """Everybody, each with exactly one role."""
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    return People(
        public=AnonymousUser(),
        member=TeamMemberFactory(team=team).user,
        coordinator=TeamMemberFactory(team=team, role="coordinator").user,
        other_coordinator=TeamMemberFactory(team=other_team, role="coordinator").user,
        forum_member=ForumMemberFactory(forum=forum).user,
        forum_chair=ForumMemberFactory(forum=forum, role="chair").user,
        commission_member=CommissionMemberFactory(commission=commission).user,
        board_member=BodyMemberFactory(body=board).user,
        office=OfficePersonFactory().user,
        office2=OfficePersonFactory().user,
        administrator=UserFactory(is_administrator=True),
        former_member=TeamMemberFactory(team=team, valid_to=yesterday).user,
    )


@pytest.fixture
def client_of(people):
    """`client_of("office")`: a browser in which that person is signed in (nobody, for the public)."""

    def sign_in(role):
        browser = Client()
        user = people.by_role(role)
        if user.is_authenticated:
            browser.force_login(user)
        return browser

    return sign_in
