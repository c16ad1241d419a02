"""What the addresses of reminders answer to each role."""

from metropolis.ui.tests.access import OFFICE, Row, only

ROWS: dict[str, Row] = {"reminder_list": only(*OFFICE)}
