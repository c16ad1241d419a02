"""Gathers the background jobs of this room."""

from .reminders import tasks as reminders  # noqa: F401
from .reports import tasks as reports  # noqa: F401
from .sheets import tasks as sheets  # noqa: F401
from .statistics import tasks as statistics  # noqa: F401
from .status import tasks as status  # noqa: F401
