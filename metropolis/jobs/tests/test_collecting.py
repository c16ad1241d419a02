"""Searches for garbage in a process that serves pages."""

import gc

import pytest

from metropolis.jobs.collecting import EACH, spare_what_stays


@pytest.fixture
def as_before():
    """The process of the tests goes on as it was."""
    known = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*known)


def test_what_stays_is_searched_no_more_and_the_rest_less_often(as_before):
    stays = [[] for _number in range(1000)]
    spare_what_stays()
    assert gc.get_freeze_count() > len(stays)
    assert gc.get_threshold()[0] == EACH
    assert not any(one is stays for one in gc.get_objects())
