"""Which published report a file is, by its checksum."""

import re
from dataclasses import dataclass

from .editions import newer_published
from .models import ProgressReport, ReportFile

_SUM = re.compile(r"(?<![0-9a-z])[0-9a-f]{64}(?![0-9a-z])")


@dataclass(frozen=True)
class Known:
    """A file of a published report; `newer` is the newest edition, where this one was corrected."""

    file: ReportFile
    newer: ProgressReport | None

    @property
    def report(self) -> ProgressReport:
        return self.file.report


def checksum_in(text: str) -> str | None:
    """The SHA-256 that somebody typed or pasted, as the files have it; None where there is none.

    Tools write it in large letters, with the name of the file beside it, or in groups.
    """
    lowered = text.lower()
    found = _SUM.search(lowered) or _SUM.search(re.sub(r"[\s:-]", "", lowered))
    return found[0] if found else None


def find(sha256: str) -> Known | None:
    """The file with this checksum; those of reports that are not published are unknown."""
    files = ReportFile.objects.filter(sha256=sha256, report__state=ProgressReport.State.PUBLISHED)
    file = files.select_related("report").order_by("report__published_at", "pk").first()
    return Known(file, newer_published(file.report)) if file else None
