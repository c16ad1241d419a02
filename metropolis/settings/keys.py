"""A secret key for machines without a configured one: made once, kept in a private file."""

import contextlib
import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def stored_key(path: Path) -> str:
    """The key in `path`; a missing file is made with mode 0600, by whichever process is first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}")
    if not path.exists():
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
            file.write(get_random_secret_key())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)  # atomic: nobody reads half a key
        draft.unlink()
    return path.read_text()
