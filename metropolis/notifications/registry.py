"""What people may be told of: topics, for which each person has a wish, and kinds, which have a text.

Every subject registers its own in its module `notices`; this room knows no plan and no campaign.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .models import Notice, Preference

Frequency = Preference.Frequency


@dataclass(frozen=True)
class Topic:
    """A subject of notices; `default` holds for people who said nothing. Texts are lazy."""

    name: str
    label: str
    default: str = Frequency.AT_ONCE
    about: str = ""


@dataclass(frozen=True)
class NoticeText:
    """What a notice says, enough to understand and to act: a title of one line, and a few sentences.

    `about` is the name of the thing that it belongs to (of the plan): the digest gathers by it.
    """

    title: str
    text: str = ""
    about: str = ""


# Writes a notice in the language that is active, for `notice.user`; None when that person may no longer
# see what it speaks of, or when that is gone.
Builder = Callable[[Notice], NoticeText | None]
# Reads what many notices of a kind need, at once, and hangs it on them for the builder.
Gatherer = Callable[[list[Notice]], None]


@dataclass(frozen=True)
class Kind:
    """How notices of a kind are written."""

    build: Builder
    gather: Gatherer | None


_topics: dict[str, Topic] = {}
_kinds: dict[str, Kind] = {}


def register_topic(name: str, label: str, default: str = Frequency.AT_ONCE, about: str = "") -> None:
    """Let people choose how often they get mail of a topic. `about` is a sentence for their choice."""
    if name in _topics:
        raise ValueError(f"the topic {name} is registered twice")
    _topics[name] = Topic(name, label, Frequency(default), about)


def notice_kind(name: str, *, gather: Gatherer | None = None) -> Callable[[Builder], Builder]:
    """Make a function the one that writes notices of this kind.

    A page lists many notices: `gather` is called once with all of a kind (also when there is one only),
    so that the builder needs no query of its own.
    """

    def keep(builder: Builder) -> Builder:
        if _kinds.setdefault(name, Kind(builder, gather)).build is not builder:
            raise ValueError(f"the kind of notice {name} is registered twice")
        return builder

    return keep


def topics() -> list[Topic]:
    """All topics, in the order in which they were registered."""
    return list(_topics.values())


def topic(name: str) -> Topic | None:
    """The topic of that name; None when the portal has it no longer."""
    return _topics.get(name)


def texts_of(notices: Iterable[Notice]) -> list[tuple[Notice, NoticeText | None]]:
    """Each notice with its text in the language that is active; None where its person may not see it."""
    rows = list(notices)
    for name in dict.fromkeys(row.kind for row in rows):
        kind = _kinds.get(name)
        if kind and kind.gather:
            kind.gather([row for row in rows if row.kind == name])
    return [(row, _text_of(row)) for row in rows]


def _text_of(notice: Notice) -> NoticeText | None:
    kind = _kinds.get(notice.kind)
    return kind.build(notice) if kind and notice.user.is_active else None
