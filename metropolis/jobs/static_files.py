"""Collecting static files only when one of them has changed: it is the slowest step of a start."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

MARK = ".collected-from"


def collect_if_changed() -> bool:
    """Collect when a file was added, changed or removed since the last time."""
    root = Path(settings.STATIC_ROOT)
    mark, now = root / MARK, fingerprint()
    if mark.is_file() and mark.read_text() == now:
        return False
    mark.unlink(missing_ok=True)  # a start that is cut short here collects again
    call_command("collectstatic", interactive=False, clear=root.is_dir(), verbosity=0)
    mark.write_text(now)
    return True


def fingerprint() -> str:
    """A hash over name, size and time of every source file."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            facts = Path(storage.path(path)).stat()
            digest.update(f"{path}:{facts.st_size}:{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
