"""The child process that draws many pictures: reads which ones from standard input, writes their files.

Run by drawing.py. The library of drawing holds 150 MB until its process ends; this one ends.
"""

import json
import sys
from pathlib import Path

from metropolis.ui import vega


def main() -> int:
    """0: all are drawn. 1: a file could not be written; the last line says why.

    A line of output for each picture: `{"drawn": how many so far}` or `{"errno": ..., "reason": ...}`.
    """
    for number, (spec, svg, png) in enumerate(json.load(sys.stdin), start=1):
        try:
            vega.draw_into(spec, Path(svg), Path(png))
        except OSError as error:
            _say({"errno": error.errno, "reason": error.strerror})
            return 1
        _say({"drawn": number})
    return 0


def _say(line: dict) -> None:
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    sys.exit(main())
