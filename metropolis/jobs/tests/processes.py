"""Real processes for tests: a database and a queue of their own, a worker and a beat that can be killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]


def wait_until(condition, *, seconds: float, what=lambda: ""):
    """Ask again and again until it holds; a test never just sleeps."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s\n{what()}")


class Processes:
    """Worker and beat as subprocesses; whatever still runs at the end is killed."""

    def __init__(self, folder: Path, environment: dict[str, str]):
        self.folder = folder
        self.environment = {**os.environ, "TEST_JOB_FOLDER": str(folder), **environment}
        self.running: list[subprocess.Popen] = []

    def start(self, *arguments: str) -> subprocess.Popen:
        """A Celery process in a group of its own, so that it can be killed with its children."""
        command = [sys.executable, "-m", "celery", "-A", "metropolis.jobs.tests.worker", *arguments]
        return self.spawn(arguments[0], command)

    def spawn(self, name: str, command: list[str], **options) -> subprocess.Popen:
        """Any process in a group of its own; what it writes goes into a log unless `options` differ."""
        log = (self.folder / f"{name}-{len(self.running)}.log").open("wb")
        output = {"stdout": log, "stderr": log, **options}
        process = subprocess.Popen(
            command, cwd=PROJECT, env=self.environment, start_new_session=True, **output
        )
        self.running.append(process)
        return process

    def start_worker(self) -> subprocess.Popen:
        return self.start("worker", "--concurrency", "1", "--without-gossip", "--without-mingle")

    def start_beat(self) -> subprocess.Popen:
        return self.start("beat", "--schedule", str(self.folder / "beat"), "--pidfile", "")

    def kill(self, process: subprocess.Popen) -> None:
        """SIGKILL for the process and its children: nobody can tidy up."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def python(self, code: str) -> str:
        """What a few lines of the portal's Python print, run in the same surroundings."""
        prelude = "import django; django.setup()\n"
        command = [sys.executable, "-c", prelude + code]
        done = subprocess.run(command, cwd=PROJECT, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def logs(self) -> str:
        """Everything the processes wrote, for the message of a test that failed."""
        return "\n".join(f"== {log.name}\n{log.read_text()[-3000:]}" for log in self.folder.glob("*.log"))

    def end(self) -> None:
        for process in self.running:
            if process.poll() is None:
                self.kill(process)
