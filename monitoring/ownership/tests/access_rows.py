"""What the address of the ownership view answers to each role."""

from metropolis.ui.tests.access import OFFICE, Row, only

ROWS: dict[str, Row] = {"ownership": only(*OFFICE)}
