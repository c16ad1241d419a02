"""Jobs and messages on PostgreSQL and Redis, with real workers and the real times of lease and sweeper."""

import threading
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.core import mail
from django.db import connection, connections, transaction

from metropolis.jobs import queue
from metropolis.jobs.models import Job
from metropolis.notifications import outbox, sending
from metropolis.notifications.models import Message

from .processes import Processes, wait_until

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def at_once(*functions):
    """Run all in threads that start together; returns what they returned."""
    barrier, results = threading.Barrier(len(functions)), {}

    def go(number, function):
        try:
            barrier.wait(timeout=10)
            results[number] = function()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return [results[number] for number in range(len(functions))]


@pytest.fixture
def processes(tmp_path):
    """Worker and beat on the test's own database and an empty queue."""
    redis.from_url(settings.CELERY_BROKER_URL).flushdb()
    server = settings.DATABASES["default"]
    address = f"{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT'] or 5432}"
    running = Processes(
        tmp_path,
        {
            "DJANGO_SETTINGS_MODULE": "metropolis.settings.test",
            "DATABASE_URL": f"postgres://{address}/{connection.settings_dict['NAME']}",
            "CELERY_BROKER_URL": settings.CELERY_BROKER_URL,
        },
    )
    yield running
    running.end()


def enqueue(kind="test.held"):
    with transaction.atomic():
        return queue.enqueue(kind, key="k", title="T")


def test_a_job_killed_in_the_middle_is_finished_within_a_minute(processes, tmp_path):
    worker = processes.start_worker()
    processes.start_beat()
    job = enqueue()
    wait_until(Path(tmp_path / "started-1").exists, seconds=90, what=processes.logs)
    processes.kill(worker)
    processes.start_worker()
    (tmp_path / "go").touch()

    def finished():
        job.refresh_from_db()
        return job.state == Job.State.SUCCEEDED

    wait_until(finished, seconds=60, what=processes.logs)
    assert (job.attempts, (tmp_path / "results").read_text()) == (2, "2\n")


def test_a_commit_wakes_a_worker_without_any_beat(processes, tmp_path):
    processes.start_worker()
    (tmp_path / "go").touch()
    job = enqueue()

    def finished():
        job.refresh_from_db()
        return job.state == Job.State.SUCCEEDED

    wait_until(finished, seconds=60, what=processes.logs)
    assert job.attempts == 1


def test_two_clicks_at_the_same_moment_start_one_job():
    first, second = at_once(enqueue, enqueue)
    assert first.pk == second.pk
    assert Job.objects.count() == 1


def test_a_job_of_a_transaction_that_fails_does_not_block_the_next():
    with transaction.atomic():
        queue.enqueue("test.held", key="k", title="T")
        transaction.set_rollback(True)
    assert enqueue().state == Job.State.QUEUED


def test_two_senders_at_the_same_moment_send_a_message_once(monkeypatch):
    monkeypatch.setattr(outbox, "_builders", {"hello": lambda message: ("Subject", "Text")})
    message = outbox.post("hello", key="k", to_email="a@example.org")
    sent = at_once(*[lambda: sending.send(message.pk)] * 4)
    assert sorted(sent) == [False, False, False, True]
    assert len(mail.outbox) == 1


def test_the_same_news_posted_at_the_same_moment_is_one_message():
    def post():
        return outbox.post("hello", key="k", to_email="a@example.org").pk

    first, second = at_once(post, post)
    assert first == second
    assert Message.objects.count() == 1
