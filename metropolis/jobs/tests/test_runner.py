from datetime import timedelta

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_lazy
from simple_history.models import HistoricalRecords

from metropolis.accounts.factories import UserFactory
from metropolis.jobs import lease, queue, registry, runner, sweeper
from metropolis.jobs.models import Job
from metropolis.notifications.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def handler(monkeypatch):
    """`handler(function)` makes it the one that does `test.kind`, for this test only."""

    def use(function):
        kinds = {**registry._kinds, "test.kind": registry.Kind(function, registry.office_only)}
        monkeypatch.setattr(registry, "_kinds", kinds)

    return use


@pytest.fixture
def sent(monkeypatch):
    """Identifiers of the jobs handed to the queue."""
    jobs = []
    monkeypatch.setattr("metropolis.jobs.tasks.run_job.apply_async", lambda args, **_kw: jobs.append(args[0]))
    return jobs


def start(**kwargs):
    return queue.enqueue("test.kind", key="k", title="Raport", **kwargs)


def run(job):
    runner.run(job.pk)
    job.refresh_from_db()
    return job


def test_a_second_click_starts_nothing(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = start(), start()
    assert first == second
    assert sent == [first.pk]


def test_a_job_lives_and_dies_with_the_transaction_that_wrote_it(sent, transactional_db):
    with transaction.atomic():
        start()
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert sent == []


def test_a_broker_that_is_away_does_not_break_the_request(monkeypatch, django_capture_on_commit_callbacks):
    def refuse(*_args, **_kwargs):
        raise ConnectionError("no broker")

    monkeypatch.setattr("metropolis.jobs.tasks.run_job.apply_async", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        job = start()
    assert job.state == Job.State.QUEUED


def test_a_finished_job_does_not_hold_its_key(handler):
    handler(lambda job: "/result/")
    done = run(start())
    assert (done.state, done.result_url) == (Job.State.SUCCEEDED, "/result/")
    assert start() != done


def test_a_job_runs_once_though_it_is_sent_twice(handler):
    runs = []
    handler(lambda job: runs.append(job.params["n"]))
    job = start(params={"n": 7})
    run(job)
    run(job)
    assert runs == [7]


def test_a_handler_says_why_it_cannot_go_on(handler):
    def fail(job):
        raise runner.JobFailed("Brak wartości za ten okres.")

    handler(fail)
    job = run(start())
    assert (job.state, job.why) == (Job.State.FAILED, "Brak wartości za ten okres.")


def test_a_fault_of_the_program_is_told_without_its_inside(handler):
    handler(lambda job: 1 / 0)
    job = run(start())
    assert job.state == Job.State.FAILED
    assert str(job.pk) in job.why
    assert "division" not in job.why


def test_an_unknown_kind_fails_and_does_not_loop():
    assert run(start()).state == Job.State.FAILED


def test_a_passing_fault_is_tried_again_and_given_up_in_the_end(handler, sent):
    def fail(job):
        raise OperationalError("database is locked")

    handler(fail)
    job = start()
    for _attempt in range(lease.MAX_ATTEMPTS - 1):
        assert run(job).state == Job.State.QUEUED
    assert run(job).state == Job.State.FAILED
    assert job.why


def test_a_job_speaks_the_language_and_acts_in_the_name_of_who_started_it(handler):
    seen = []
    handler(lambda job: seen.append((translation.get_language(), HistoricalRecords.context.request.user)))
    person = UserFactory(language="en")
    run(start(by=person))
    assert seen == [("en", person)]


def test_who_started_a_job_is_told_how_it_ended(handler):
    handler(lambda job: "/result/")
    person = UserFactory()
    job = run(start(by=person))
    assert Message.objects.get().to_user == person
    assert Message.objects.get().context == {"job": job.pk}


def test_a_job_that_is_started_again_keeps_its_parameters(handler):
    handler(lambda job: 1 / 0)
    person = UserFactory()
    failed = run(start(params={"n": 7}))
    again = queue.repeat(failed, by=person)
    assert (again.params, again.created_by, again.state) == ({"n": 7}, person, Job.State.QUEUED)


def test_the_sweeper_sends_again_what_was_never_taken(sent):
    job = start()
    Job.objects.update(sent_at=timezone.now() - timedelta(minutes=1))
    sweeper.sweep()
    assert sent == [job.pk]


def test_the_sweeper_leaves_alone_what_was_just_sent(sent):
    start()
    Job.objects.update(sent_at=timezone.now())
    sweeper.sweep()
    assert sent == []


def test_the_sweeper_waits_for_the_time_of_a_job(sent):
    start(not_before=timezone.now() + timedelta(minutes=1))
    sweeper.sweep()
    assert sent == []


def test_the_sweeper_frees_what_a_dead_worker_held(sent):
    job = start()
    lease.take(job.pk)
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    sweeper.sweep()
    job.refresh_from_db()
    assert (job.state, sent) == (Job.State.QUEUED, [job.pk])


def test_the_sweeper_gives_up_what_died_in_its_last_attempt(sent):
    job = start(by=UserFactory())
    lease.take(job.pk)
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1), attempts=lease.MAX_ATTEMPTS)
    sweeper.sweep()
    job.refresh_from_db()
    assert (job.state, sent) == (Job.State.FAILED, [])
    assert "3" in job.why
    assert Message.objects.filter(kind="job_ended").exists()


@pytest.mark.parametrize("language", ["pl", "en"])
def test_everybody_reads_in_their_own_language_why_a_job_failed(handler, language):
    def fail(job):
        raise runner.JobFailed(gettext_lazy("The file is no longer kept. Send it again."))

    handler(fail)
    failed = run(start(by=UserFactory(language="pl")))
    handler(lambda job: 1 / 0)
    broken = run(start(by=UserFactory(language="en")))
    with translation.override(language):
        assert failed.why == gettext("The file is no longer kept. Send it again.")
        told = {"pl": f"podaj administratorowi numer {broken.pk}.", "en": f"the number {broken.pk}."}
        assert broken.why.endswith(told[language])
