"""Who may decide about values. Who may enter them depends on submissions: `campaigns.permissions`."""

from forums.bodies.permissions import is_office, municipalities_of


def can_verify(user, value) -> bool:
    """The Office verifies and returns, but never what one entered oneself or asked for by a link."""
    asked_by = value.link.made_by_id if value.link_id else None
    return is_office(user) and user.pk not in (value.author_id, asked_by)


def can_see_history(user) -> bool:
    """Revisions, reasons and authors are for signed-in members and the Office."""
    return is_office(user) or getattr(user, "is_member", False)


def can_correct(user, observation) -> bool:
    """The team of the municipality proposes a late correction; the Office may, for any place."""
    if is_office(user):
        return True
    place = observation.municipality_id
    return place is not None and municipalities_of(user).filter(pk=place).exists()


def can_lock(user) -> bool:
    """Closing a period, and opening it again, is the Office's."""
    return is_office(user)
