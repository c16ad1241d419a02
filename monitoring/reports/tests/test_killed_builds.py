"""Builds survive kill -9: of the worker at 30 moments, of the broker, of the web process. All of it is real.

Whatever happens, a report has one complete set of files, the last or the new one, and nothing lies around.
"""

import contextlib
import http.client
import os
import random
import select
import shutil
import signal
import socket
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from metropolis.jobs import lease, supervision, sweeper
from metropolis.jobs.models import Job, JobStep
from metropolis.jobs.tests.processes import Processes, wait_until
from metropolis.ui.tests.browser import missing
from monitoring.models import ProgressReport, Snapshot
from monitoring.reports import files
from monitoring.reports.publishing import start_build

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

MOMENTS = 30
LEASE_SECONDS = 3


@pytest.fixture
def report(content):
    """In one language: the chain of steps is the same, and CI has two slow cores."""
    return ProgressReport.objects.create(
        slug="raport-2024", title_pl="Raport", title_en="Report", period="2024", languages=["pl"],
        as_of=timezone.localdate(),
    )  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def broker_port():
    return free_port()


@pytest.fixture
def processes(tmp_path, broker_port):
    """Processes on the test's database, with its data folder and a broker of their own."""
    server = settings.DATABASES["default"]
    address = f"{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT'] or 5432}"
    running = Processes(
        tmp_path,
        {
            "DJANGO_SETTINGS_MODULE": "metropolis.settings.dev",
            "ENV_FILE": str(tmp_path / "no-such-file"),
            "VAR_DIR": str(tmp_path),
            "SECRET_KEY": settings.SECRET_KEY,
            "DATABASE_URL": f"postgres://{address}/{connection.settings_dict['NAME']}",
            "CELERY_BROKER_URL": f"redis://127.0.0.1:{broker_port}/0",
            "CACHE_URL": "",
            "TEST_LEASE_SECONDS": str(LEASE_SECONDS),
        },
    )
    yield running
    running.end()


def whole(report) -> bool:
    """Every file that a row names is there and is what the row says; True when there is a report at all."""
    report.refresh_from_db()
    for file in report.files.all():
        path = files.path_of(file)
        assert (path.stat().st_size, files.checksum(path)) == (file.size, file.sha256), file.name
    formats = set(report.files.values_list("format", flat=True))
    assert {"pdf", "xlsx", "json"} <= formats or (not formats and report.snapshot is None)
    return report.snapshot is not None


def nothing_lies_around(report) -> bool:
    """On the disk are the files of the rows and no others, and there is one snapshot."""
    kept = {files.path_of(file) for file in report.files.all()}
    found = {path for path in files.root().rglob("*") if path.is_file()}
    workshops = list(files.root().glob(".building/*"))
    return found == kept and not workshops and Snapshot.objects.count() == 1


class Builder:
    """The parent of the children that are killed."""

    def __init__(self, processes: Processes):
        command = [sys.executable, "-m", "monitoring.reports.tests.builder"]
        pipe = subprocess.PIPE
        self.process = processes.spawn("builder", command, stdin=pipe, stdout=pipe, bufsize=0)
        assert self.answer(60) == "ready"

    def answer(self, seconds: float) -> str | None:
        """Its next line, or None when it says nothing for so long."""
        if not select.select([self.process.stdout], [], [], seconds)[0]:
            return None
        return self.process.stdout.readline().decode().strip()

    def build(self, job: Job, *, kill_after: float, group: bool) -> bool:
        """Let a child do the job and kill it after so many seconds; True when it was killed."""
        self.process.stdin.write(f"{job.pk}\n".encode())
        child = int(self.answer(30))
        killed = self.answer(kill_after) is None
        if killed:
            with contextlib.suppress(ProcessLookupError):  # it ends at this very moment
                (os.killpg if group else os.kill)(child, signal.SIGKILL)
            assert self.answer(30) == "ended"
        return killed


def the_dead_are_found():
    """What the clock does once the lease of a dead worker has run out; the tests do not wait for it."""
    Job.objects.filter(state="running").update(lease_until=timezone.now())
    sweeper.sweep()


def test_a_worker_killed_at_any_moment_leaves_one_whole_report(
    report, people, processes, broker_port, monkeypatch
):
    start_broker(processes, broker_port)  # for the mail that a finished report sends
    monkeypatch.setattr(lease, "MAX_ATTEMPTS", 1000)
    monkeypatch.setattr(sweeper, "wake", lambda _job_id: None)  # the builder is told by a line
    seed = int(os.environ.get("KILL_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
    print(f"KILL_SEED={seed}")  # shown when the test fails: the same seed kills at the same moments
    moments, builder = random.Random(seed), Builder(processes)  # noqa: S311  no secret
    length, kills, builds = 0.0, 0, 2
    for _build in range(builds):  # the first one draws the charts; those to be killed find them drawn
        job, started = start_build(report, by=people.office), time.monotonic()
        assert not builder.build(job, kill_after=120, group=False)
        length = time.monotonic() - started
    while kills < MOMENTS:
        job = start_build(report, by=people.office)
        assert Job.objects.open().count() == 1
        kills += builder.build(job, kill_after=moments.uniform(0, length), group=moments.random() < 0.5)
        assert whole(report)
        the_dead_are_found()
        job.refresh_from_db()
        assert job.state in ("queued", "succeeded"), job.reason
        builds += job.state == "succeeded"
    if job.state == "queued":
        assert not builder.build(job, kill_after=120, group=False)
    job.refresh_from_db()
    assert (job.state, job.reason) == ("succeeded", "")
    assert whole(report)
    files.tidy()
    assert nothing_lies_around(report)
    resumed = (
        JobStep.objects.filter(job__state="succeeded", attempt__lt=1000).values("job", "attempt").distinct()
    )
    assert resumed.count() > builds  # at least one build was made by two workers or more


def start_broker(processes: Processes, port: int) -> subprocess.Popen:
    if shutil.which("redis-server") is None:
        missing("redis-server is not installed: a broker is killed and started again.")
    command = ["redis-server", "--port", str(port), "--save", "", "--dir", str(processes.folder)]
    server = processes.spawn("redis", command)
    wait_until(lambda: listens(port), seconds=30, what=processes.logs)
    return server


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def ended(job: Job) -> bool:
    job.refresh_from_db()
    return job.state not in Job.OPEN


def reached(job: Job, *steps: str):
    """A question: is the job at one of these steps, or past them?"""
    return lambda: job.steps.filter(name__in=steps, state__in=["running", "done"]).exists()


def click(port: int, report, person) -> http.client.HTTPConnection:
    """Press "build" on the working page of a web process, and do not wait for its answer."""
    browser, token = Client(), "t" * 32
    browser.force_login(person)
    session = browser.cookies[settings.SESSION_COOKIE_NAME].value
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={token}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    line.request("POST", report.get_working_url(), f"csrfmiddlewaretoken={token}", headers)
    return line


def test_the_death_of_web_worker_and_broker_costs_no_report(report, people, processes, broker_port):
    broker = start_broker(processes, broker_port)
    port = free_port()
    web = processes.spawn("web", supervision.commands("127.0.0.1", port)["web"])
    worker, _beat = processes.start_worker(), processes.start_beat()

    # The web process dies right after the click: the job is in the database or it is not, never half.
    wait_until(lambda: listens(port), seconds=60, what=processes.logs)
    line = click(port, report, people.office)
    job = wait_until(lambda: Job.objects.first(), seconds=60, what=processes.logs)
    processes.kill(web)
    line.close()
    wait_until(lambda: ended(job), seconds=60, what=processes.logs)
    assert (job.state, job.reason, job.attempts) == ("succeeded", "", 1)
    assert whole(report)

    # The worker dies in the middle: another goes on from the last finished step.
    job = start_build(report, by=people.office)
    wait_until(reached(job, "pdf-pl"), seconds=60, what=processes.logs)
    processes.kill(worker)
    assert whole(report)
    processes.start_worker()
    wait_until(lambda: ended(job), seconds=60, what=processes.logs)
    assert (job.state, job.reason) == ("succeeded", "")
    assert job.attempts == job.steps.get(name="keep").attempt > job.steps.get(name="freeze").attempt == 1

    # The broker dies during a build, and another is started before it is back.
    job = start_build(report, by=people.office)
    wait_until(reached(job, "freeze"), seconds=60, what=processes.logs)
    processes.kill(broker)
    wait_until(lambda: ended(job), seconds=60, what=processes.logs)
    assert job.state == "succeeded", job.reason
    second = start_build(report, by=people.office)
    assert start_build(report, by=people.office) == second
    start_broker(processes, broker_port)
    wait_until(lambda: ended(second), seconds=60, what=processes.logs)
    assert second.state == "succeeded", second.reason
    assert whole(report)
    wait_until(lambda: nothing_lies_around(report), seconds=30, what=processes.logs)
