"""Jobs survive the death of their worker. Everything here is real: processes, queue in files, SQLite file."""

import sqlite3

import pytest

from .processes import Processes, wait_until

LEASE_SECONDS = 2
ENQUEUE = """
from metropolis.jobs.queue import enqueue
print(enqueue("{kind}", key="k", title="T").pk)
"""


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory):
    """A migrated SQLite file, made once for the module."""
    folder = tmp_path_factory.mktemp("database")
    Processes(folder, environment(folder)).python(
        "from django.core.management import call_command; call_command('migrate', verbosity=0)"
    )
    return folder / "portal.sqlite3"


def environment(folder):
    """Development settings with a data folder of their own, and a short lease."""
    return {
        "DJANGO_SETTINGS_MODULE": "metropolis.settings.dev",
        "VAR_DIR": str(folder),
        "ENV_FILE": str(folder / "no-such-file"),
        "DATABASE_URL": "",
        "CELERY_BROKER_URL": "filesystem://localhost//",
        "CACHE_URL": "",
        "TEST_LEASE_SECONDS": str(LEASE_SECONDS),
    }


@pytest.fixture
def processes(tmp_path, empty_database):
    """Processes over a fresh copy of the database."""
    with sqlite3.connect(empty_database) as source, sqlite3.connect(tmp_path / "portal.sqlite3") as copy:
        source.backup(copy)
    running = Processes(tmp_path, environment(tmp_path))
    yield running
    running.end()


def job_row(folder):
    """State, attempts, reason and result of the only job."""
    with sqlite3.connect(folder / "portal.sqlite3", timeout=20) as database:
        return database.execute("SELECT state, attempts, reason, result_url FROM jobs_job").fetchone()


def test_a_job_whose_worker_is_killed_is_finished_by_another_and_once(processes, tmp_path):
    worker = processes.start_worker()
    processes.start_beat()
    processes.python(ENQUEUE.format(kind="test.held"))
    wait_until((tmp_path / "started-1").exists, seconds=90, what=processes.logs)
    processes.kill(worker)
    (tmp_path / "go").touch()
    processes.start_worker()
    wait_until(lambda: job_row(tmp_path)[0] == "succeeded", seconds=90, what=processes.logs)
    assert job_row(tmp_path) == ("succeeded", 2, "", "/result/")
    assert (tmp_path / "results").read_text() == "2\n"


def test_a_job_that_kills_its_worker_each_time_is_given_up_with_a_reason(processes, tmp_path):
    processes.start_worker()
    processes.start_beat()
    processes.python(ENQUEUE.format(kind="test.deadly"))
    wait_until(lambda: job_row(tmp_path)[0] == "failed", seconds=90, what=processes.logs)
    _state, attempts, reason, _result = job_row(tmp_path)
    assert attempts == 3
    assert reason.startswith("The work was interrupted")  # its source: readers have their own languages
