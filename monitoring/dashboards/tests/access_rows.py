"""Rows of the access table: dashboards are for everybody."""

from metropolis.ui.tests.access import everybody

ROWS = {
    "dashboard": everybody(),
}
