"""The admin of bodies and of drafting, gathered for Django."""

from .bodies import admin as bodies
from .drafting import admin as drafting

__all__ = ["bodies", "drafting"]
