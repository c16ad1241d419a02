"""Who may ask somebody without an account for values."""

from monitoring.campaigns.permissions import can_submit


def can_ask(user, submission) -> bool:
    """Whoever sends the values chooses who is asked for them: the coordinator, or the Office."""
    return can_submit(user, submission)
