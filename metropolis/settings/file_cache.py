"""A cache in files that several processes share: it needs no server, and its `add` is atomic."""

import os
import tempfile

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache


class SharedFileCache(FileBasedCache):
    """Django's file cache looks first and writes then, so two processes can both `add` one key.

    Rate limits use `add` as their lock, hence the hard link here: it is made by one process only.
    """

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        if self.has_key(key, version):  # also removes what has expired
            return False
        self._createdir()
        self._cull()
        handle, draft = tempfile.mkstemp(dir=self._dir)
        try:
            with open(handle, "wb") as file:
                self._write_content(file, timeout, value)
            os.link(draft, self._key_to_file(key, version))
        except FileExistsError:
            return False
        finally:
            os.remove(draft)
        return True
