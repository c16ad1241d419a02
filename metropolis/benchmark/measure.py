"""Measuring: queries, median time, memory."""

import gzip
import os
import re
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

WARM, RUNS = 3, 15


@dataclass(frozen=True)
class Row:
    """One line of the table. Budgets are what `docs/architecture.md` promises."""

    what: str
    measured: str
    budget: str
    kept: bool
    cpu: str = ""


def page(client: Client, what: str, path: str, *, budget_ms: int, queries: int = 15) -> list[Row]:
    """Queries and median server time of one address, warm."""
    for _ in range(WARM):
        response = client.get(path)
    if response.status_code != 200:
        return [Row(what, f"{path} answered {response.status_code}", "200", False)]
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    count = len(captured)  # now: the next request empties the log
    times = [timed(lambda: client.get(path)) for _ in range(RUNS)]
    median, cpu = (statistics.median(seconds) * 1000 for seconds in zip(*times, strict=True))
    return [
        Row(f"{what}: queries", str(count), f"<= {queries}", count <= queries),
        Row(
            f"{what}: median", f"{median:.0f} ms", f"<= {budget_ms} ms", median <= budget_ms, f"{cpu:.0f} ms"
        ),
    ]


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds that `act` takes by the clock, and on the processor in this process.

    The clock also counts what other programs of a busy machine take, the processor does not count
    a database server. Budgets are held by the clock.
    """
    start, start_cpu = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - start, time.process_time() - start_cpu


def weight(client: Client, path: str) -> int:
    """Bytes of a first visit: the page and every style, font, script and picture it asks for, gzipped."""
    html = client.get(path).content
    size = len(gzip.compress(html))
    for asset in set(re.findall(r'(?:href|src)="(/static/[^"#]+)', html.decode())):
        body = b"".join(client.get(asset).streaming_content)
        size += min(len(body), len(gzip.compress(body)))
    return size


def resident_mb() -> float:
    """What this process holds in memory now."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


class PeakMemory:
    """The highest resident memory of this process while the block runs, in MB."""

    def __enter__(self):
        self.peak, self._done = 0.0, threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()
        return self

    def _watch(self):
        while not self._done.wait(0.01):
            self.peak = max(self.peak, resident_mb())

    def __exit__(self, *exc):
        self._done.set()
        self._watcher.join()
