"""Where people can write: from the settings, because no source gives it."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _

LONGEST_PATH = 300


@dataclass(frozen=True)
class Contact:
    """Who runs the portal and how to reach them; empty means that nobody has said it yet."""

    name: str
    email: str
    phone: str
    address: str

    @property
    def is_known(self) -> bool:
        """Whether there is any way to reach the Office."""
        return bool(self.email or self.phone or self.address)


def details() -> Contact:
    """The contact data of the settings."""
    return Contact(
        name=str(settings.OPERATOR_NAME),
        email=settings.CONTACT_EMAIL,
        phone=settings.CONTACT_PHONE,
        address=settings.CONTACT_ADDRESS,
    )


def report_address(page: str) -> str:
    """A `mailto:` address with the page named in the subject; empty when there is no e-mail to write to."""
    if not settings.CONTACT_EMAIL:
        return ""
    subject = _("Report about the portal")
    if page.startswith("/") and page.isprintable() and len(page) <= LONGEST_PATH:
        subject = f"{subject}: {page}"
    return f"mailto:{settings.CONTACT_EMAIL}?subject={quote(subject)}"
