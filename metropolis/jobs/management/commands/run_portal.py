"""The whole portal on one machine: prepared, started, watched and ended by one command."""

import fcntl
import io
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from django.core.management.base import BaseCommand

from metropolis.jobs.static_files import collect_if_changed
from metropolis.jobs.supervision import configuration

READY_SECONDS = 60
CONTENT = "content/krakow.yaml"


class Command(BaseCommand):
    """Prepare the data folder, then start web, worker and beat under a supervisor until Ctrl-C."""

    help = "Migrates, loads the strategy, and runs web, worker and beat until Ctrl-C."
    accounts = ""

    def add_arguments(self, parser):
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"))
        parser.add_argument("--prepare-only", action="store_true", help="do not start the processes")

    def handle(self, *, host, port, prepare_only, **options):
        var = Path(settings.VAR_DIR)
        port = port_number(port)
        for folder in ("broker/control", "cache", "mail", "media", "log", "run"):
            (var / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = lock_folder(var)
        if not prepare_only:
            refuse_taken_port(host, port)
        self.prepare()
        if not prepare_only:
            self.run_processes(var, host, port)
        lock.close()

    def prepare(self):
        """Everything that a start needs; each step does nothing where nothing has changed."""
        self.say("Preparing the database ...")
        call_command("migrate", interactive=False, verbosity=0)
        commands = get_commands()
        if "load_strategy" in commands:
            call_command("load_strategy", CONTENT)
        if settings.DEMO and "load_demo" in commands:
            told = io.StringIO()
            call_command("load_demo", stdout=told)
            self.accounts = told.getvalue()
        if collect_if_changed():
            self.say("Collected the static files.")

    def run_processes(self, var: Path, host: str, port: int):
        """Start the supervisor, say when the portal answers, and stay until it ends."""
        file = var / "run" / "supervisor.conf"
        file.write_text(configuration(settings.BASE_DIR, var, host, port))
        environment = {**os.environ, "PORT": str(port), "PYTHONUNBUFFERED": "1"}
        supervisor = subprocess.Popen(
            [sys.executable, "-m", "supervisor.supervisord", "-c", str(file)], env=environment
        )
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_args: supervisor.terminate())
        if answers(f"http://{host}:{port}/healthz", supervisor):
            self.greet(var, host, port)
        elif supervisor.poll() is None:
            self.stderr.write(f"The portal does not answer yet. What is wrong stands in {var}/log/web.log")
        code = supervisor.wait()
        self.say("The portal has ended.")
        if code > 0:
            raise CommandError(f"The supervisor ended with {code}; see {var}/log/supervisor.log")

    def greet(self, var: Path, host: str, port: int):
        """The address, the accounts and how to end it all."""
        self.say(f"\nThe portal runs: http://{host}:{port}/\n")
        if self.accounts:
            self.say(self.accounts)
            self.say(f"Mail that it would have sent: http://{host}:{port}/poczta/\n")
        self.say(f"Logs: {var}/log/   End with Ctrl-C.")

    def say(self, text: str):
        self.stdout.write(text)
        self.stdout.flush()


def port_number(text: str) -> int:
    """The port as a number a server can use."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CommandError(f"PORT={text} is not a port; use a number from 1 to 65535.")
    return int(text)


def lock_folder(var: Path):
    """Keep the data folder for this portal alone: two of them would share one clock and one queue."""
    lock = (var / "run" / "portal.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CommandError(
            f"A portal already runs with the data in {var}. End it first, or set VAR_DIR to another folder."
        ) from None
    return lock


def refuse_taken_port(host: str, port: int) -> None:
    """Say at once when another program has the port, instead of failing again and again."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise CommandError(
                f"Port {port} cannot be used ({fault.strerror}). Choose another: make run PORT={port + 1}"
            ) from None


def answers(url: str, process: subprocess.Popen) -> bool:
    """Whether the portal answers in time; False at once when the supervisor has ended."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310  our own address
                return True
        except OSError:
            time.sleep(0.2)
    return False
