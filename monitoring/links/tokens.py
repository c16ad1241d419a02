"""The secret of a link: its number and version, signed; made at sending and stored nowhere."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from .models import ReporterLink

_SALT = "monitoring.links"


@dataclass(frozen=True)
class Opened:
    """What a token leads to: a link, and whether this is the one that was sent last."""

    link: ReporterLink
    version: int

    @property
    def is_latest(self) -> bool:
        return self.version == self.link.version


def token_for(link: ReporterLink) -> str:
    """What the address holds."""
    return signing.Signer(salt=_SALT).sign_object([link.pk, link.version])


def find(token: str) -> Opened | None:
    """The link of an untouched token, whatever became of it; None for one that we have not made."""
    try:
        pk, version = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    link = ReporterLink.objects.select_related("made_by", "submission").filter(pk=pk).first()
    return Opened(link, version) if link else None


def address(link: ReporterLink) -> str:
    """The full address, in the language that is active."""
    return settings.BASE_URL.rstrip("/") + reverse("reporter_entry", args=[token_for(link)])
