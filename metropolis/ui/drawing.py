"""Many pictures at once, drawn in a process of its own: a worker would keep the memory for all its life."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator

from django.conf import settings

from . import vega


class DrawingFailed(Exception):
    """A picture could not be drawn; the reason is in the log."""


def draw_missing(specs: Iterable[dict], folder: str) -> Iterator[tuple[int, int]]:
    """Draw, as SVG and PNG, what the store lacks under `folder`. After each: how many are drawn, of how many.

    Raises OSError where a file cannot be written, DrawingFailed where a picture cannot be drawn.
    """
    wanted = {vega.fingerprint(spec): spec for spec in specs}
    places = {name: [vega.place(folder, name, form) for form in ("svg", "png")] for name in wanted}
    missing = [
        [spec, *map(str, places[name])]
        for name, spec in wanted.items()
        if not all(path.exists() for path in places[name])
    ]
    for drawn in _drawn(missing) if missing else ():
        yield drawn, len(missing)


def _drawn(missing: list) -> Iterator[int]:
    """How many are drawn, after each one. The child does not outlive this."""
    child = subprocess.Popen(
        [sys.executable, "-m", "metropolis.ui.draw_pictures"],
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with child:
        try:
            with contextlib.suppress(BrokenPipeError):  # it died: its output ends, and then it has a code
                json.dump(missing, child.stdin)
                child.stdin.close()
            for line in child.stdout:
                said = json.loads(line)
                if "errno" in said:
                    raise OSError(said["errno"], said["reason"])
                yield said["drawn"]
        except BaseException:
            child.kill()
            raise
    if child.returncode:
        raise DrawingFailed(f"the process that draws pictures ended with {child.returncode}")
