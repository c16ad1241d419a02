"""The report as an accessible PDF (PDF/UA-1), set by Typst in a process of its own."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from . import charts, typography
from .chapters.chapter import Chapter
from .document import Document

COMPILER = Path(__file__).parent / "typst" / "compile.py"
TIME_LIMIT_SECONDS = 120
# Address space, of which the compiler's threads reserve more than they use.
MEMORY_LIMIT_BYTES = 3 * 1024**3
_FAILED_WITH_REASON = 2


class PdfFailed(Exception):
    """The PDF could not be made; the text says why, for the log."""


def write(document: Document, path: Path, *, as_of: date, checksum: str) -> None:
    """Write the PDF. The same document and day give the same bytes."""
    request = {
        "report": _report(document, checksum),
        "font_paths": _fonts(),
        "timestamp": int(datetime.combine(as_of, time(12), UTC).timestamp()),
        "memory_bytes": MEMORY_LIMIT_BYTES,
        "undrawable_note": _undrawable(document.language),
        "output": str(path),
    }
    try:
        made = subprocess.run(
            [sys.executable, "-I", str(COMPILER)],
            input=json.dumps(request, ensure_ascii=False),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=TIME_LIMIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as expired:
        raise PdfFailed(f"the compiler took longer than {TIME_LIMIT_SECONDS} s") from expired
    if made.returncode:
        kind = (
            "the template refused the data" if made.returncode == _FAILED_WITH_REASON else "the compiler died"
        )
        raise PdfFailed(f"{kind} ({made.returncode}): {made.stderr.strip()[-2000:]}")


def _fonts() -> list[str]:
    import font_source_sans_pro
    import font_source_serif_pro

    return [font_source_sans_pro.font_directory, font_source_serif_pro.font_directory]


def _report(document: Document, checksum: str) -> dict:
    """What the template reads: every word of it comes ready from here."""
    with override(document.language):
        words = {
            "language": document.language,
            "title": document.title,
            "kind": _("Report from the monitoring of the strategy"),
            "subtitle": _("Period: %(period)s · data as of %(day)s")
            % {"period": document.period, "day": document.as_of},
            "association": document.association,
            "metropolis": document.metropolis,
            "keywords": [_("strategy"), _("monitoring"), _("progress report")],
            "imprint": [_("Snapshot of the data (SHA-256): %(checksum)s") % {"checksum": checksum}],
            "running_foot": _("Data as of %(day)s") % {"day": document.as_of},
            "words": {
                "table": _("Table"),
                "figure": _("Figure"),
                "page": _("page"),
                "contents": _("Contents"),
            },
        }
    chapters = [_chapter(chapter) for chapter in document.chapters]
    return typography.each_text({**words, "chapters": chapters}, typography.breakable)


def _chapter(chapter: Chapter) -> dict:
    return {
        "title": chapter.title,
        "colour": chapter.colour,
        "blocks": [_block(row) for row in chapter.blocks],
    }


def _block(block: dict) -> dict:
    """A chart goes in as a picture; everything else as it is."""
    if block["kind"] != "figure":
        return block
    picture = charts.drawn(block["spec"]).read_text(encoding="utf-8")
    return {"kind": "figure", "caption": block["caption"], "alt": block["alt"], "svg": picture}


def _undrawable(language: str) -> str:
    with override(language):
        return _("Characters that the typeface of this document lacks are shown as a square.")
