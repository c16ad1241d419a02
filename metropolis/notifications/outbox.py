"""Posting a message with the change it speaks of, and the kinds of messages there are."""

from collections.abc import Callable, Iterable
from typing import Any

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction

from .models import Message

# What builds a message at sending, in its reader's language: (subject, text), with the headers of the
# mail as a third part where it needs its own, or None when the message has become pointless (the
# invitation was withdrawn, the work was done).
Built = tuple[str, str] | tuple[str, str, dict[str, str]] | None
Builder = Callable[[Message], Built]

_builders: dict[str, Builder] = {}

log = structlog.get_logger(__name__)


def message_kind(name: str) -> Callable[[Builder], Builder]:
    """Make a function the one that writes messages of this kind."""

    def keep(builder: Builder) -> Builder:
        if _builders.setdefault(name, builder) is not builder:
            raise ValueError(f"the message kind {name} is registered twice")
        return builder

    return keep


def builder_for(kind: str) -> Builder:
    """The function that writes messages of `kind`."""
    return _builders[kind]


def post(
    kind: str, *, key: str, to_user=None, to_email: str = "", language: str = "", context: dict | None = None
) -> Message:
    """Write a message into the outbox, in the caller's transaction; it goes out once that commits.

    `key` says what it is about: a second message with the same key is not made. `context` holds
    identifiers, never secrets.
    """
    row = {
        "kind": kind,
        "to_user": to_user,
        "to_email": to_email or to_user.email,
        "language": language or getattr(to_user, "language", "") or settings.LANGUAGE_CODE,
        "context": context or {},
    }
    with transaction.atomic():
        if found := Message.objects.filter(key=key).first():
            return found
        try:
            with transaction.atomic():
                message = Message.objects.create(key=key, **row)
        except IntegrityError:
            return Message.objects.get(key=key)
        transaction.on_commit(lambda: wake(message.pk), robust=True)
    return message


def post_many(kind: str, letters: Iterable[tuple[str, Any, dict]]) -> None:
    """Write one message of a kind to each of many people: (key, person, context); as `post`, but at once."""
    rows = [
        Message(
            key=key,
            kind=kind,
            to_user=person,
            to_email=person.email,
            language=person.language or settings.LANGUAGE_CODE,
            context=context,
        )
        for key, person, context in letters
    ]
    if rows:
        Message.objects.bulk_create(rows, ignore_conflicts=True)
        transaction.on_commit(wake_all, robust=True)


def wake(message_id: int) -> None:
    """Ask a worker to send it now; when the broker is away, the next tick of the clock does."""
    from .tasks import send_message  # the task imports the sending, which needs this module

    try:
        send_message.apply_async((message_id,), retry=False)
    except Exception:  # each broker has its own errors, and none may break the request
        log.warning("message_not_queued", message=message_id, exc_info=True)


def wake_all() -> None:
    """Ask a worker to send whatever is due: one call for many messages."""
    from .tasks import send_due  # as above

    try:
        send_due.apply_async(retry=False)
    except Exception:  # as above
        log.warning("messages_not_queued", exc_info=True)
