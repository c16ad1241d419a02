"""A token per model, which every change moves."""

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction

from metropolis.rest.counters import bump, bump_parts, version_of, versions_of_parts
from metropolis.rest.models import VersionCounter

pytestmark = pytest.mark.django_db


def test_a_bump_changes_the_version_of_that_model_only():
    assert version_of(Session) == ""
    bump(Session)
    first, other = version_of(Session), version_of(VersionCounter)
    bump(Session)
    assert version_of(Session) != first
    assert version_of(VersionCounter) == other


@pytest.fixture
def parted(monkeypatch):
    """A model that is counted in parts."""
    monkeypatch.setattr(Session, "counted_by", "session_key", raising=False)
    return Session


def test_a_part_that_changed_moves_alone_and_with_the_whole(parted):
    assert versions_of_parts(parted, [1, 2]) == {}
    bump_parts(parted, [1])
    first, whole = versions_of_parts(parted, [1, 2]), version_of(parted)
    bump_parts(parted, [2])
    second = versions_of_parts(parted, [1, 2])
    assert (first.keys(), second.keys()) == ({1}, {1, 2})
    assert first[1] == second[1]
    assert version_of(parted) != whole


def test_who_does_not_say_which_part_moves_all(parted):
    bump_parts(parted, [1, 2])
    before = versions_of_parts(parted, [1, 2, 3])
    bump(parted)
    after = versions_of_parts(parted, [1, 2, 3])
    assert before.keys() == {1, 2}
    assert after.keys() == {1, 2, 3}
    assert not set(before.values()) & set(after.values())


def test_parts_cost_one_query_to_move_and_one_to_read(parted, django_assert_num_queries):
    with django_assert_num_queries(1):
        bump_parts(parted, range(20))
    with django_assert_num_queries(1):
        versions_of_parts(parted, range(20))


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
