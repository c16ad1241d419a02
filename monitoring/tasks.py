"""Gathers the background jobs of this room."""

from .reminders import tasks as reminders  # noqa: F401
from .reports import tasks as reports  # noqa: F401
