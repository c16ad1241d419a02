"""A worker for tests that kill it: the portal's own, with jobs that can be watched and held up.

Started as `celery -A metropolis.jobs.tests.worker worker`. The folder TEST_JOB_FOLDER is the way to talk
to a job: it writes `started-1`, waits for `go`, and adds a line to `results` when it finishes.
"""

import os
import signal
import time
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from metropolis import celery_app  # noqa: E402, F401  Celery looks for it here
from metropolis.celery import app  # noqa: E402
from metropolis.jobs import lease, sweeper  # noqa: E402
from metropolis.jobs.registry import register  # noqa: E402

FOLDER = Path(os.environ["TEST_JOB_FOLDER"])

if seconds := float(os.environ.get("TEST_LEASE_SECONDS", "0")):
    lease.LEASE = timedelta(seconds=seconds)
    lease.HEARTBEAT_SECONDS = seconds / 4
    sweeper.RESEND_AFTER = timedelta(seconds=seconds / 2)
    # Only the ticks that these tests wait for: all of them so often would keep the one worker busy.
    quick = {name: app.conf.beat_schedule[name] for name in ("sweep-jobs", "tidy-reports")}
    app.conf.beat_schedule = {name: tick | {"schedule": seconds / 4} for name, tick in quick.items()}


@register("test.held")
def held(job):
    """Wait for `go`, then write the result."""
    (FOLDER / f"started-{job.attempt}").write_text(str(os.getpid()))
    steps = 0
    while not (FOLDER / "go").exists():
        steps += 1
        job.progress(steps, steps + 1, "waiting")
        time.sleep(0.05)
    with job.finish("/result/"), (FOLDER / "results").open("a") as file:
        file.write(f"{job.attempt}\n")


@register("test.deadly")
def deadly(job):
    """Kill the process that does it, each time."""
    os.kill(os.getpid(), signal.SIGKILL)
