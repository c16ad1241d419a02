"""The made files of a report on the disk: one folder for each build, whole or not there.

A build works in `.building/JOB-ATTEMPT`, which nobody reads. The finished folder is renamed to
`REPORT/JOB-ATTEMPT` just before the rows that name it are written.
"""

import contextlib
import hashlib
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from metropolis.jobs.lease import JobContext
from metropolis.jobs.models import Job
from metropolis.jobs.runner import PASSING
from metropolis.jobs.steps import Result

from .models import ProgressReport, ReportFile

# Longer than any picture takes to be drawn: what is older was left by a worker that died over it.
_HALF_A_PICTURE_SECONDS = 3600


def root() -> Path:
    """The folder of all reports."""
    return Path(settings.MEDIA_ROOT) / "reports"


class Workshop:
    """Where one attempt at a build works. What earlier attempts finished is brought over on demand."""

    def __init__(self, job: JobContext, report: ProgressReport):
        self._name = f"{job.id}-{job.attempt}"
        self._home = root() / str(report.pk)
        self.folder = root() / ".building" / self._name
        self.files = self.folder / "files"
        self._places = [self.files, self.folder]
        for earlier in sorted(self._of_job(job), reverse=True):
            if earlier != self.folder:
                self._places += [earlier / "files", earlier]

    def _of_job(self, job: JobContext) -> list[Path]:
        return [*self.folder.parent.glob(f"{job.id}-*"), *self._home.glob(f"{job.id}-*")]

    def described(self, path: Path) -> Result:
        """What the next attempt has to know of a finished file."""
        return {"file": path.name, "size": path.stat().st_size, "sha256": checksum(path)}

    def recovers(self, result: Result, into: Path) -> bool:
        """Whether a finished file is still as it was; one of an earlier attempt is moved over.

        Only finished files are touched: a worker that has lost the job may still write at the others.
        """
        for place in self._places:
            found = place / result["file"]
            if found.is_file() and checksum(found) == result["sha256"]:
                if found.parent != into:
                    os.replace(found, into / found.name)
                return True
        return False

    def move_in(self) -> Path:
        """Give the finished files their lasting place, in one step."""
        self._home.mkdir(parents=True, exist_ok=True)
        place = self._home / self._name
        os.replace(self.files, place)
        return place

    def clear(self) -> None:
        """Remove what this job left in the workshop, in whatever attempt."""
        job = self._name.partition("-")[0]
        remove(self.folder.parent.glob(f"{job}-*"))


@contextlib.contextmanager
def workshop(job: JobContext, report: ProgressReport) -> Iterator[Workshop]:
    """A folder in which a build works. It is gone afterwards, unless the job will be tried again."""
    shop = Workshop(job, report)
    remove([shop.folder])
    shop.files.mkdir(parents=True)
    try:
        yield shop
    except PASSING:
        raise  # the next attempt goes on from here
    except BaseException:
        shop.clear()
        raise
    shop.clear()


def tidy(now: float | None = None) -> int:
    """Remove what no row and no open job speaks of; returns how many files and folders that were.

    The order matters: a build that ends while we look is either still open or has its rows.
    """
    folders = [*root().glob(".building/*"), *root().glob("[0-9]*/*")]
    building = {str(pk) for pk in Job.objects.open().values_list("pk", flat=True)}
    kept = {
        Path(settings.MEDIA_ROOT, path).parent for path in ReportFile.objects.values_list("path", flat=True)
    }
    left = [
        folder for folder in folders if folder not in kept and folder.name.partition("-")[0] not in building
    ]
    remove(left)
    pieces = [path for path in _half_pictures() if _age(path, now) > _HALF_A_PICTURE_SECONDS]
    for path in pieces:
        path.unlink(missing_ok=True)
    return len(left) + len(pieces)


def _half_pictures() -> Iterable[Path]:
    return Path(settings.VAR_DIR, "charts").glob("*/.*.part")


def _age(path: Path, now: float | None) -> float:
    with contextlib.suppress(FileNotFoundError):
        return (now or time.time()) - path.stat().st_mtime
    return 0.0


def folders_of(report: ProgressReport) -> set[Path]:
    """The folders in which the files of the last finished build lie."""
    return {path_of(file).parent for file in ReportFile.objects.filter(report=report)}


def remove(folders: Iterable[Path]) -> None:
    """Remove folders with all that is in them."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def checksum(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def path_of(file: ReportFile) -> Path:
    """Where the file lies."""
    return Path(settings.MEDIA_ROOT) / file.path
