"""What the early-warning list answers to each role: it is the Office's."""

from metropolis.ui.tests.access import OFFICE, Row, only

ROWS: dict[str, Row] = {"early_warnings": only(*OFFICE)}
