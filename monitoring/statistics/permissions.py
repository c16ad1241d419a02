"""Who may import statistics, and who may say whether a figure is right."""

from forums.bodies.permissions import is_office, municipalities_of


def can_import(user) -> bool:
    """Importing is the Office's; its figures wait for the municipality and for verification."""
    return is_office(user)


def can_see_answers(user, municipality) -> bool:
    """A team sees the figures of its own municipality, the Office all."""
    return is_office(user) or can_answer(user, municipality)


def can_answer(user, municipality) -> bool:
    """Confirming and contesting is the team's of that municipality; the Office decides by verifying."""
    return municipalities_of(user).filter(pk=municipality.pk).exists()
