from datetime import timedelta

import pytest
from django.utils import timezone

from metropolis.jobs import lease, queue, registry
from metropolis.jobs.models import Job
from metropolis.jobs.progress import duration, time_left

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(people, monkeypatch):
    kind = registry.Kind(lambda job: None, registry.office_only)
    monkeypatch.setattr(registry, "_kinds", {**registry._kinds, "test.kind": kind})
    return queue.enqueue("test.kind", key="k", title="Raport za 2026", by=people.office)


def path(job, rest=""):
    return f"/zadania-w-tle/{job.pk}/{rest}"


@pytest.mark.parametrize(
    ("role", "status"), [("office", 200), ("office2", 200), ("coordinator", 404), ("administrator", 404)]
)
def test_a_job_is_seen_by_the_office_and_by_who_started_it(client_of, job, role, status):
    assert client_of(role).get(path(job)).status_code == status


def test_who_started_a_job_sees_it_whatever_the_role(client_of, people, job):
    Job.objects.update(created_by=people.coordinator)
    assert client_of("coordinator").get(path(job)).status_code == 200
    assert client_of("other_coordinator").get(path(job)).status_code == 404


def test_a_stranger_is_asked_to_sign_in_whether_the_job_exists_or_not(client_of, job):
    for pk in (job.pk, job.pk + 1):
        response = client_of("public").get(f"/zadania-w-tle/{pk}/")
        assert response.status_code == 302
        assert "/konto/login/" in response.url


def test_an_open_job_refreshes_without_scripts_and_with_htmx(client_of, job):
    page = client_of("office").get(path(job)).content.decode()
    assert '<noscript><meta http-equiv="refresh"' in page
    assert f'hx-get="{path(job)}' in page


def test_htmx_is_given_the_progress_alone_in_real_units(client_of, job):
    lease.take(job.pk).progress(1240, 5000, "wiersze")
    part = client_of("office").get(path(job), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "wiersze" in part
    assert 'aria-valuenow="1240"' in part


@pytest.mark.parametrize(("page", "refreshed"), [("/raporty/2026/praca/", True), (None, False)])
def test_a_page_around_an_ended_job_is_loaded_again(client_of, job, page, refreshed):
    with lease.take(job.pk).finish("/raporty/2026/"):
        pass
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{page or path(job)}"}
    answer = client_of("office").get(path(job) + "?said=running-2", headers=headers)
    assert (answer.headers.get("HX-Refresh") == "true") is refreshed


def test_the_same_step_is_announced_once(client_of, job):
    lease.take(job.pk).progress(1, 2, "half")
    client = client_of("office")
    first = client.get(path(job) + "?said=queued-0", headers={"HX-Request": "true"}).content.decode()
    second = client.get(path(job) + "?said=running-2", headers={"HX-Request": "true"}).content.decode()
    assert "hx-swap-oob" in first
    assert "hx-swap-oob" not in second


def test_an_ended_job_is_not_asked_about_any_more(client_of, job):
    with lease.take(job.pk).finish("/raporty/2026/"):
        pass
    page = client_of("office").get(path(job)).content.decode()
    assert "hx-get" not in page
    assert 'http-equiv="refresh"' not in page
    assert 'href="/raporty/2026/"' in page


def test_a_job_can_be_stopped(client_of, job):
    assert client_of("office").post(path(job, "zatrzymaj/")).status_code == 302
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED


def test_a_job_that_failed_shows_its_reason_and_can_be_started_again(client_of, job):
    lease.take(job.pk).fail("Brak wartości za ten okres.")
    client = client_of("office")
    assert "Brak wartości za ten okres." in client.get(path(job)).content.decode()
    response = client.post(path(job, "ponow/"))
    again = Job.objects.open().get()
    assert response.url == path(again)


def test_only_who_may_start_that_kind_may_start_it_again(client_of, people, job):
    Job.objects.update(created_by=people.former_member)
    lease.take(job.pk).fail("reason")
    client = client_of("former_member")
    assert "ponow" not in client.get(path(job)).content.decode()
    assert client.post(path(job, "ponow/")).status_code == 404


def test_a_kind_that_no_longer_exists_is_shown_and_not_started_again(client_of, job):
    Job.objects.update(kind="of.an.earlier.version", state="failed")
    page = client_of("office").get(path(job))
    assert page.status_code == 200
    assert "ponow" not in page.content.decode()


def test_a_job_that_is_done_cannot_be_started_again(client_of, job):
    with lease.take(job.pk).finish():
        pass
    assert client_of("office").post(path(job, "ponow/")).status_code == 404


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 s"), (59, "59 s"), (65, "1 min 05 s"), (4800, "1 godz. 20 min")]
)
def test_a_duration_is_told_as_people_say_it(seconds, text):
    assert duration(timedelta(seconds=seconds)) == text


@pytest.mark.parametrize(
    ("done", "total", "elapsed", "left"),
    [(0, 10, 60, None), (1, 10, 2, None), (5, 10, 30, 30), (10, 10, 30, None), (0, 0, 60, None)],
)
def test_the_time_left_is_told_only_when_it_is_more_than_a_guess(done, total, elapsed, left):
    expected = None if left is None else timedelta(seconds=left)
    assert time_left(done, total, timedelta(seconds=elapsed)) == expected


def test_a_finished_job_says_how_long_it_took(client_of, job):
    started = timezone.now() - timedelta(seconds=65)
    Job.objects.update(state="succeeded", started_at=started, finished_at=timezone.now())
    assert "1 min 05 s" in client_of("office").get(path(job)).content.decode()
