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
    """What does a kind of job, who may start it again from its page, and who is told of its end.

    Without `tell` the person who started the job gets a mail.
    """

    handler: Handler
    may_repeat: Callable[[Any], bool]
    tell: Callable[[Any], None] | None = None


_kinds: dict[str, Kind] = {}


def register(name: str, *, may_repeat=office_only, tell=None) -> Callable[[Handler], Handler]:
    """Make a function the one that does jobs of this kind; it gets a `JobContext`.

    `tell` is called with it when a job has ended well or failed, in the transaction of that end.
    """

    def keep(handler: Handler) -> Handler:
        if name in _kinds:
            raise ValueError(f"the job kind {name} is registered twice")
        _kinds[name] = Kind(handler, may_repeat, tell)
        return handler

    return keep


def kind_named(name: str) -> Kind:
    """The registered kind."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(name) from None


def teller(name: str) -> Callable[[Any], None] | None:
    """Who tells of the end of jobs of a kind; None where the plain mail does, or the kind is of the past."""
    return _kinds[name].tell if name in _kinds else None
