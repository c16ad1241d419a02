from datetime import timedelta

import pytest
from django.utils import timezone

from metropolis.jobs import lease, queue, runner
from metropolis.jobs.models import Job
from metropolis.notifications.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def job():
    return queue.enqueue("test.kind", key="report:1", title="Raport")


def let_lease_run_out(job):
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_job_is_taken_once(job):
    assert lease.take(job.pk).attempt == 1
    assert lease.take(job.pk) is None


def test_a_job_whose_worker_is_silent_for_a_lease_is_given_to_another(job):
    lease.take(job.pk)
    let_lease_run_out(job)
    assert lease.take(job.pk).attempt == 2


def test_a_heartbeat_keeps_the_job(job):
    held = lease.take(job.pk)
    let_lease_run_out(job)
    assert held.renew()
    assert lease.take(job.pk) is None


def test_a_job_is_not_taken_before_its_time():
    later = queue.enqueue("test.kind", key="k", title="T", not_before=timezone.now() + timedelta(hours=1))
    assert lease.take(later.pk) is None


def test_a_job_out_of_attempts_is_not_taken(job):
    Job.objects.filter(pk=job.pk).update(attempts=lease.MAX_ATTEMPTS)
    assert lease.take(job.pk) is None


def test_a_worker_that_lost_its_lease_cannot_write_its_result(job):
    slow = lease.take(job.pk)
    let_lease_run_out(job)
    quick = lease.take(job.pk)
    with pytest.raises(lease.LeaseLost), slow.finish("/slow/"):
        Message.objects.create(key="slow", kind="x", to_email="a@example.org")
    with quick.finish("/quick/"):
        Message.objects.create(key="quick", kind="x", to_email="a@example.org")
    job.refresh_from_db()
    assert (job.state, job.result_url) == (Job.State.SUCCEEDED, "/quick/")
    assert list(Message.objects.values_list("key", flat=True)) == ["quick"]


def test_a_worker_that_lost_its_lease_learns_it_at_its_next_step(job):
    held = lease.take(job.pk)
    let_lease_run_out(job)
    lease.take(job.pk)
    assert not held.alive()
    assert not held.renew()
    assert not held.fail("too late")
    with pytest.raises(lease.LeaseLost):
        held.progress(1, 1, "last step")


def test_a_result_that_cannot_be_written_leaves_the_job_unfinished(job):
    held = lease.take(job.pk)
    with pytest.raises(ValueError, match="broken"), held.finish("/result/"):
        raise ValueError("broken")
    job.refresh_from_db()
    assert (job.state, job.result_url) == (Job.State.RUNNING, "")


def test_progress_is_told_in_real_units(job):
    lease.take(job.pk).progress(1240, 5000, "wiersze")
    job.refresh_from_db()
    assert (job.progress_done, job.progress_total, job.progress_text) == (1240, 5000, "wiersze")


def test_many_small_steps_are_not_many_writes(job, django_assert_max_num_queries):
    held = lease.take(job.pk)
    with django_assert_max_num_queries(3):
        for done in range(1, 1001):
            held.progress(done, 1000, "wiersze")
    job.refresh_from_db()
    assert job.progress_done == 1000


def test_a_cancelled_job_writes_nothing(job):
    held = lease.take(job.pk)
    assert queue.cancel(job)
    assert not held.alive()
    with pytest.raises(lease.LeaseLost), held.finish("/result/"):
        pass
    assert not queue.cancel(job)


def test_the_heartbeat_stops_when_the_job_is_lost(job):
    held = lease.take(job.pk)
    queue.cancel(job)
    assert not lease._renewed(held)
    runner.run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
