"""Sending what is due: each message once, however many senders there are."""

from datetime import timedelta

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone, translation

from .models import Message
from .outbox import builder_for

# Longer than any mail server may take to answer (EMAIL_TIMEOUT). A sender that died is replaced after
# it; the stable Message-ID lets mail programs drop the copy if the first one got through after all.
LEASE = timedelta(minutes=2)
DELAYS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 1440)]
BATCH = 100

log = structlog.get_logger(__name__)


def send_due() -> int:
    """Send every message that is due; returns how many went out."""
    due = Message.objects.due(timezone.now()).order_by("next_try_at").values_list("pk", flat=True)
    return sum(send(pk) for pk in list(due[:BATCH]))


def send(message_id: int) -> bool:
    """Send one message if nobody else has taken it."""
    now = timezone.now()
    taken = (
        Message.objects.due(now)
        .filter(pk=message_id)
        .update(next_try_at=now + LEASE, attempts=F("attempts") + 1)
    )
    if not taken:
        return False
    message = Message.objects.select_related("to_user").get(pk=message_id)
    try:
        went_out = _deliver(message)
    except Exception as fault:  # a fault of one message must not stop the others
        log.warning("message_failed", message=message.pk, kind=message.kind, fault=type(fault).__name__)
        _put_off(message, fault)
        return False
    message.state = Message.State.SENT if went_out else Message.State.DROPPED
    message.sent_at = timezone.now() if went_out else None
    message.reason = ""
    message.save(update_fields=["state", "sent_at", "reason"])
    return went_out


def _deliver(message: Message) -> bool:
    """Build the text in the reader's language and hand it to the mail server."""
    with translation.override(message.language):
        built = builder_for(message.kind)(message)
        signature = f"--\n{settings.PORTAL_NAME}\n"
    if built is None:
        return False
    subject, text, *own = built
    host = settings.BASE_URL.split("//")[-1].split("/")[0].split(":")[0]
    # A machine wrote it: no holiday replies, please.
    headers = {"Message-ID": f"<outbox-{message.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    headers |= own[0] if own else {}
    body = f"{text.strip()}\n\n{signature}"
    EmailMessage(" ".join(subject.split()), body, to=[message.to_email], headers=headers).send()
    return True


def _put_off(message: Message, fault: Exception) -> None:
    """Try again later, each time later still; give up in the end, for the admin to see."""
    message.reason = f"{type(fault).__name__}: {fault}"[:500]
    if message.attempts > len(DELAYS):
        message.state = Message.State.FAILED
    else:
        message.next_try_at = timezone.now() + DELAYS[message.attempts - 1]
    message.save(update_fields=["state", "reason", "next_try_at"])
