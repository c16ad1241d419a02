"""A token per model, which every change moves."""

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction

from metropolis.rest.counters import bump, version_of
from metropolis.rest.models import VersionCounter

pytestmark = pytest.mark.django_db


def test_a_bump_changes_the_version_of_that_model_only():
    assert version_of(Session) == ""
    bump(Session)
    first, other = version_of(Session), version_of(VersionCounter)
    bump(Session)
    assert version_of(Session) != first
    assert version_of(VersionCounter) == other


def test_a_rolled_back_change_leaves_the_version():
    bump(Session)
    before = version_of(Session)
    with transaction.atomic():
        bump(Session)
        transaction.set_rollback(True)
    assert version_of(Session) == before


def test_the_version_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        version_of(VersionCounter)


def test_a_bump_costs_one_query_the_first_time_and_later(django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(1):
            bump(Session, VersionCounter)
