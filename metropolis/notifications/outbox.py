"""Posting a message with the change it speaks of, and the kinds of messages there are."""

from collections.abc import Callable

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction

from .models import Message

# What builds a message at sending, in its reader's language: (subject, text), or None when the
# message has become pointless (the invitation was withdrawn, the work was done).
Builder = Callable[[Message], tuple[str, str] | None]

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


def wake(message_id: int) -> None:
    """Ask a worker to send it now; when the broker is away, the next tick of the clock does."""
    from .tasks import send_message  # the task imports the sending, which needs this module

    try:
        send_message.apply_async((message_id,), retry=False)
    except Exception:  # each broker has its own errors, and none may break the request
        log.warning("message_not_queued", message=message_id, exc_info=True)
