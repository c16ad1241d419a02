"""A worker for tests that kill it over and over: a parent that has loaded all forks a child for each job.

That is what Celery's pool does, without its start of seconds. A line with a job's number on standard input
starts one; the child's process id and, when it has ended, `ended` are the answers.
"""

import os
import sys

import django

django.setup()

from django.db import connections  # noqa: E402

from metropolis.jobs import lease, runner  # noqa: E402
from monitoring.reports import xlsx  # noqa: E402, F401  loaded once, before the forks

lease.MAX_ATTEMPTS = 1000  # the tests decide how often they kill


def main() -> None:
    connections.close_all()
    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os.setsid()  # a group of its own: it can be killed with or without the compiler that it started
            runner.run(int(line))
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)


main()
