"""Stopping the mail of a topic by one click, without signing in: links that are signed and never stored.

A link names a person and topics, and can do nothing else than change that person's wish about them.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.urls import reverse

from .registry import Frequency, Topic, topic
from .wishes import default_of, keep_wishes, wishes_of

_SALT = "metropolis.notifications.unsubscribing"


@dataclass(frozen=True)
class Subscription:
    """Whose mail about which topics a link speaks of."""

    user: object
    topics: list[Topic]

    def wishes(self) -> dict[str, str]:
        """What holds now, for each of the topics."""
        all_wishes = wishes_of(self.user)
        return {one.name: all_wishes[one.name] for one in self.topics}

    @property
    def is_stopped(self) -> bool:
        """Whether no mail comes about any of them."""
        return set(self.wishes().values()) <= {Frequency.NONE.value}

    def before(self) -> dict[str, str]:
        """What to go back to when the person thinks better of it; a topic that was off gets its default."""
        return {
            name: wish if wish != Frequency.NONE else default_of(name) for name, wish in self.wishes().items()
        }

    def stop(self) -> None:
        """No more mail about any of them; the notices in the portal stay."""
        keep_wishes(self.user, {one.name: Frequency.NONE for one in self.topics})

    def restore(self, posted) -> None:
        """Back to what the page remembered; what it did not, to the default."""
        known = set(Frequency.values)
        asked = {one.name: posted.get(one.name, "") for one in self.topics}
        keep_wishes(
            self.user, {name: text if text in known else default_of(name) for name, text in asked.items()}
        )


def token_for(user_id: int, topics: list[str]) -> str:
    """What the link holds."""
    return signing.Signer(salt=_SALT).sign_object([user_id, *topics])


def read_token(token: str) -> Subscription | None:
    """What a link speaks of; None for a broken one, a person who is gone, or topics that are."""
    try:
        user_id, *names = signing.Signer(salt=_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    user = get_user_model().objects.filter(pk=user_id).first()
    topics = [found for name in names if (found := topic(name))]
    return Subscription(user, topics) if user and topics else None


def address(user_id: int, topics: list[str]) -> str:
    """The full address, in the language that is active."""
    return settings.BASE_URL.rstrip("/") + reverse("unsubscribe", args=[token_for(user_id, topics)])


def headers(link: str) -> dict[str, str]:
    """What mail programs make their own button of (RFC 8058)."""
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
