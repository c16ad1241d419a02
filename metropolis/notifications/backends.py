"""Mail for a machine without a mail server: files that only the portal's own user may read."""

import os
import uuid
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class PrivateFileBackend(BaseEmailBackend):
    """Writes each message into a file of its own under `EMAIL_FILE_PATH`, mode 0600."""

    def send_messages(self, email_messages):
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for email in email_messages:
            self._write(folder, email.message().as_bytes())
        return len(email_messages)

    def _write(self, folder: Path, content: bytes) -> None:
        """Under a temporary name first: a reader never meets half a message."""
        name = f"{timezone.now():%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:8]}"
        draft = folder / f".{name}"
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
        draft.rename(folder / f"{name}.eml")
