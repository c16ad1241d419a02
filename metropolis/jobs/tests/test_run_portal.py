"""`make run` on a fresh folder: the whole portal comes up, and nothing is left of it afterwards."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from django.core.management import CommandError

from metropolis.jobs import supervision
from metropolis.jobs.management.commands.run_portal import lock_folder, port_number, refuse_taken_port

from .processes import PROJECT, wait_until


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def start(tmp_path):
    """Start the portal on a data folder of its own; it is ended whatever happens."""
    started = []

    def run(port):
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "metropolis.settings.dev",
            "VAR_DIR": str(tmp_path / "var"),
            "ENV_FILE": str(tmp_path / "no-such-file"),
            "DATABASE_URL": "",
            "CELERY_BROKER_URL": "",
            "CACHE_URL": "",
            "PORT": str(port),
        }
        output = (tmp_path / f"output-{len(started)}").open("w")
        process = subprocess.Popen(
            [sys.executable, "manage.py", "run_portal"],
            cwd=PROJECT,
            env=environment,
            stdout=output,
            stderr=output,
        )
        started.append(process)
        return process, Path(output.name)

    yield run
    for process in started:
        if process.poll() is None:
            process.terminate()  # it takes its supervisor and the three processes along
            process.wait(timeout=60)


def descendants(pid: int) -> list[int]:
    """Identifiers of all processes below one."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [found for child in children for found in [int(child), *descendants(int(child))]]


def test_the_portal_comes_up_with_its_content_and_ends_without_orphans(start):
    port = free_port()
    process, output = start(port)
    wait_until(lambda: "Ctrl-C" in output.read_text(), seconds=420, what=output.read_text)
    assert f"http://127.0.0.1:{port}/" in output.read_text()
    assert "biuro@example.org" in output.read_text()
    for path in ("/readyz", "/", "/en/"):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
            assert answer.status == 200
    children = descendants(process.pid)
    assert len(children) >= 4  # the supervisor, web, worker and beat
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []


def test_a_port_that_is_taken_gets_a_clear_word():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} cannot be used"):
            refuse_taken_port("127.0.0.1", port)


@pytest.mark.parametrize("text", ["", "abc", "0", "70000", "-1"])
def test_a_port_that_is_none_gets_a_clear_word(text):
    with pytest.raises(CommandError, match="is not a port"):
        port_number(text)


def test_two_portals_do_not_share_a_data_folder(tmp_path):
    (tmp_path / "run").mkdir()
    lock = lock_folder(tmp_path)
    with pytest.raises(CommandError, match="already runs"):
        lock_folder(tmp_path)
    lock.close()
    lock_folder(tmp_path).close()


def test_the_supervisor_restarts_all_three_processes(tmp_path):
    text = supervision.configuration(tmp_path, tmp_path / "100%", "127.0.0.1", 8000)
    assert text.count("autorestart=true") == 3
    assert "100%%" in text
