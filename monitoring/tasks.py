"""Gathers the background jobs of this room."""

from .reports import tasks as reports  # noqa: F401
from .sheets import tasks as sheets  # noqa: F401
