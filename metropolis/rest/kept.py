"""Things made of many rows, kept in a process under the version of those rows: none can be stale."""

from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
_all: "list[Kept]" = []


class Kept(Generic[T]):
    """At most `most` things, each under its key and the version of what it was made of.

    One more than that makes room by letting go of the one that was put in first. A thing is shared by all
    requests of the process: to be read, never to be changed. Nothing is kept for an empty version, which
    says that no change was ever told.
    """

    def __init__(self, most: int):
        self._most = most
        self._things: dict[Hashable, tuple[str, T]] = {}
        self._lock = Lock()
        _all.append(self)

    def get(self, key: Hashable, version: str) -> T | None:
        """What was made of this version; None where it has to be made."""
        known_version, thing = self._things.get(key, ("", None))
        return thing if version and version == known_version else None

    def put(self, key: Hashable, version: str, thing: T) -> T:
        """Keep a thing in the place of an older one of its key; returns it."""
        if version:
            with self._lock:
                self._things.pop(key, None)
                if len(self._things) >= self._most:
                    del self._things[next(iter(self._things))]
                self._things[key] = version, thing
        return thing

    def forget(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._things.clear()


def forget_all() -> None:
    """Let this process forget whatever it keeps so: as after its start."""
    for kept in _all:
        kept.forget()
