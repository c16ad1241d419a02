"""Who may do what with a report."""

from forums.bodies.permissions import is_office


def can_work_on(user) -> bool:
    """Building, editing and publishing are the Office's."""
    return is_office(user)
