"""Gathers the admin of this room."""

from .campaigns import admin as campaigns  # noqa: F401
from .reports import admin as reports  # noqa: F401
from .reports import template_admin as report_templates  # noqa: F401
from .reports.definitions import admin as report_definitions  # noqa: F401
from .statistics import admin as statistics  # noqa: F401
from .values import admin as values  # noqa: F401
