"""Two workers at the same moment, on a database with row locks."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from metropolis.accounts.factories import UserFactory
from metropolis.notifications import digests
from metropolis.notifications.models import Message, Notice

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def at_once(function, times):
    """What the function returned each time, when started together."""
    barrier, results = threading.Barrier(times), []

    def go():
        try:
            barrier.wait(timeout=10)
            results.append(function())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(results)


def test_two_workers_write_one_digest_to_each(world):
    people = UserFactory.create_batch(5)
    for key in ("a", "b"):
        world.tell(*people, topic="talk", key=key)
    now = timezone.localtime().replace(hour=8) + timedelta(days=1)
    results = at_once(lambda: digests.send_digests(now), 4)
    assert sum(results) == 5
    assert [len(row.context["notices"]) for row in Message.objects.all()] == [2] * 5
    assert not Notice.objects.filter(mailed_at__isnull=True).exists()


def test_the_same_news_told_by_two_at_once_is_one_notice_and_one_mail(world):
    people = UserFactory.create_batch(5)
    at_once(lambda: world.tell(*people) or 0, 4)
    assert Notice.objects.count() == Message.objects.count() == 5
