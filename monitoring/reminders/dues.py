"""What people owe. Every kind of due registers a source; the ladder and the mails know none of them.

@due_source("submission")
def submissions(keys): ...  # all that is owed now, or of it only these keys
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Due:
    """Something owed by a team, by the chair of a `forum`, or by the Office where both are None.

    `only_sending`: everything is answered and the coordinator has to send it. `sentence` says what is
    owed in the language that is active.
    """

    thing: str
    deadline: datetime.date
    since: datetime.date | None
    team: int | None
    path: str
    sentence: Callable[[], str]
    only_sending: bool = False
    forum: int | None = None


Source = Callable[[Iterable[str] | None], list[Due]]

_sources: dict[str, Source] = {}


def due_source(kind: str) -> Callable[[Source], Source]:
    """Make a function the source of one kind; its things are called `kind-key`."""

    def keep(source: Source) -> Source:
        if _sources.setdefault(kind, source) is not source:
            raise ValueError(f"the kind of due {kind} is registered twice")
        return source

    return keep


def outstanding(things: Iterable[str] | None = None) -> list[Due]:
    """All that is owed now, the earliest deadline first; or what is still owed of the named things."""
    found: list[Due] = []
    if things is None:
        for source in _sources.values():
            found += source(None)
    else:
        keys = defaultdict(list)
        for thing in things:
            kind, _dash, key = thing.partition("-")
            keys[kind].append(key)
        for kind, wanted in keys.items():
            if kind in _sources:
                found += _sources[kind](wanted)
    return sorted(found, key=lambda due: (due.deadline, due.thing))
