"""The export of all values, measured in a process of its own, as a web process is one.

The process of the bench has built the data set, and what that took stays in its resident memory.
"""

import json
import subprocess
import sys

import django

from .measure import PeakMemory, Row, resident_mb, timed

LIMIT_MB = 250


def export() -> Row:
    """All values as CSV: the answer is streamed, so memory must not grow with it."""
    command = [sys.executable, "-m", __name__]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    measured = f"{found['seconds']:.1f} s, peak {found['peak']:.0f} MB, {found['more']:.0f} MB more"
    kept = found["peak"] < LIMIT_MB
    return Row("CSV of all values", measured, f"< {LIMIT_MB} MB", kept, f"{found['cpu']:.1f} s")


def _measured() -> dict[str, float]:
    from django.test import Client  # after the setup, which the bench's own process has done long ago

    client = Client(SERVER_NAME="localhost")

    def read() -> None:
        answer = client.get("/api/v1/values/?format=csv")
        for _chunk in answer.streaming_content:
            pass

    client.get("/api/v1/values/?page_size=1")  # what a process loads once
    before = resident_mb()
    with PeakMemory() as memory:
        seconds, cpu = timed(read)
    return {"seconds": seconds, "cpu": cpu, "peak": memory.peak, "more": memory.peak - before}


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(_measured()))
