"""Reading back the mail that a machine without a mail server keeps in files."""

import email
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from pathlib import Path

from django.conf import settings

NAME = re.compile(r"\d{8}T\d{12}-[0-9a-f]{8}")
MOST = 100


@dataclass(frozen=True)
class Letter:
    """One message as a person reads it."""

    name: str
    to: str
    sender: str
    subject: str
    sent_at: datetime | None
    text: str


def letters() -> list[Letter]:
    """The newest messages, newest first."""
    files = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.eml"), reverse=True)[:MOST]
    return [read(file) for file in files]


def letter(name: str) -> Letter | None:
    """One message by the name of its file; None when there is none."""
    file = Path(settings.EMAIL_FILE_PATH) / f"{name}.eml"
    return read(file) if NAME.fullmatch(name) and file.is_file() else None


def read(file: Path) -> Letter:
    """The message in a file."""
    message = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    sent_at = message["Date"].datetime if message["Date"] else None
    if sent_at and sent_at.tzinfo is None:  # how the format marks an unknown zone; we write UTC
        sent_at = sent_at.replace(tzinfo=UTC)
    return Letter(
        name=file.stem,
        to=str(message["To"]),
        sender=str(message["From"]),
        subject=str(message["Subject"]),
        sent_at=sent_at,
        text=body.get_content() if body else "",
    )
