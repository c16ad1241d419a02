"""Which function does which kind of job. Apps register theirs in `tasks.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Handler = Callable[..., Any]


class UnknownKind(LookupError):
    """Nobody has registered this kind of job."""


def office_only(user) -> bool:
    """The rule of kinds that name no other."""
    return user.is_office


@dataclass(frozen=True)
class Kind:
    """What does a kind of job, and who may start it again from its page."""

    handler: Handler
    may_repeat: Callable[[Any], bool]


_kinds: dict[str, Kind] = {}


def register(name: str, *, may_repeat=office_only) -> Callable[[Handler], Handler]:
    """Make a function the one that does jobs of this kind; it gets a `JobContext`."""

    def keep(handler: Handler) -> Handler:
        if name in _kinds:
            raise ValueError(f"the job kind {name} is registered twice")
        _kinds[name] = Kind(handler, may_repeat)
        return handler

    return keep


def kind_named(name: str) -> Kind:
    """The registered kind."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(name) from None
