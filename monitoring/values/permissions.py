"""Who may decide about values. Who may enter them depends on submissions: `campaigns.permissions`."""

from forums.bodies.permissions import is_office


def can_verify(user, value) -> bool:
    """The Office verifies and returns, but never a value that one entered oneself."""
    return is_office(user) and value.author_id != user.pk


def can_see_history(user) -> bool:
    """Revisions, reasons and authors are for signed-in members and the Office."""
    return is_office(user) or getattr(user, "is_member", False)
