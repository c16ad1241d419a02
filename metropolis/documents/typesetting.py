"""An accessible PDF (PDF/UA-1) from plain data and a template, set by Typst in a process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

COMPILER = Path(__file__).with_name("compile.py")
HOUSE = Path(__file__).with_name("house.typ")
_FAILED_WITH_REASON = 2
# More threads take a tenth more memory, another amount each time, and the processors of those who read pages.
_ONE_THREAD = {"RAYON_NUM_THREADS": "1"}


@dataclass(frozen=True)
class Limits:
    """What the compiler may take: time, and address space (its threads reserve more than they use)."""

    seconds: float = 120
    memory_bytes: int = 3 * 1024**3


class PdfFailed(Exception):
    """The PDF could not be made; the text says why, for the log."""


def write(document: dict, template: Path, path: Path, *, day: date, limits: Limits | None = None) -> None:
    """Write the PDF, dated `day`. The same document and day give the same bytes.

    `document` is what house.typ and the template read: every word of it comes ready. It names its
    `language`, and `imprint` is its list of lines at the foot of the cover. Raises PdfFailed.
    """
    limits = limits or Limits()
    request = {
        "document": document,
        "templates": [str(HOUSE), str(template)],
        "font_paths": _fonts(),
        "timestamp": int(datetime.combine(day, time(12), UTC).timestamp()),
        "memory_bytes": limits.memory_bytes,
        "undrawable_note": _undrawable(document["language"]),
        "output": str(path),
    }
    try:
        made = subprocess.run(
            [sys.executable, "-I", str(COMPILER)],
            input=json.dumps(request, ensure_ascii=False),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=limits.seconds,
            check=False,
            env={**os.environ, **_ONE_THREAD},
        )
    except subprocess.TimeoutExpired as expired:
        raise PdfFailed(f"the compiler took longer than {limits.seconds} s") from expired
    if made.returncode:
        kind = (
            "the template refused the data" if made.returncode == _FAILED_WITH_REASON else "the compiler died"
        )
        raise PdfFailed(f"{kind} ({made.returncode}): {made.stderr.strip()[-2000:]}")


def _fonts() -> list[str]:
    import font_source_sans_pro
    import font_source_serif_pro

    return [font_source_sans_pro.font_directory, font_source_serif_pro.font_directory]


def _undrawable(language: str) -> str:
    with override(language):
        return _("Characters that the typeface of this document lacks are shown as a square.")
