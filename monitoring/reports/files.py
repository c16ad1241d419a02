"""The made files of a report on the disk: one folder for each build, whole or not there."""

import contextlib
import hashlib
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from .models import ProgressReport, ReportFile


def root() -> Path:
    """The folder of all reports."""
    return Path(settings.MEDIA_ROOT) / "reports"


@contextlib.contextmanager
def workshop(report: ProgressReport) -> Iterator[Path]:
    """A folder in which a build works; it is gone afterwards, whatever happened.

    A build that was killed leaves its folders behind: the next one clears them away. The job's key lets
    no two builds of one report run, so whoever else works there has lost the job.
    """
    clear_leftovers(report)
    folder = root() / ".building" / f"{report.pk}-{uuid.uuid4().hex}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def move_in(report: ProgressReport, workshop: Path) -> Path:
    """Give the finished folder its lasting place, in one step."""
    home = root() / str(report.pk)
    home.mkdir(parents=True, exist_ok=True)
    place = home / workshop.name.rpartition("-")[2]
    os.replace(workshop, place)
    return place


def clear_leftovers(report: ProgressReport) -> None:
    """Remove everything of this report that no row speaks of."""
    kept = folders_of(report)
    remove((root() / ".building").glob(f"{report.pk}-*"))
    remove(folder for folder in (root() / str(report.pk)).glob("*") if folder not in kept)


def folders_of(report: ProgressReport) -> set[Path]:
    """The folders in which the files of the last finished build lie."""
    return {path_of(file).parent for file in report.files.all()}


def remove(folders: Iterable[Path]) -> None:
    """Remove folders with all that is in them."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def described(report: ProgressReport, file: Path, *, format: str, language: str) -> ReportFile:
    """The row of a file that lies at its lasting place; not yet saved."""
    content = file.read_bytes()
    return ReportFile(
        report=report,
        format=format,
        language=language,
        path=str(file.relative_to(settings.MEDIA_ROOT)),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def path_of(file: ReportFile) -> Path:
    """Where the file lies."""
    return Path(settings.MEDIA_ROOT) / file.path
