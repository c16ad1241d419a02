"""What the addresses of comparisons answer to each role."""

from metropolis.ui.tests.access import Row, everybody

ROWS: dict[str, Row] = {
    "changes": everybody(),
    "changes_data": everybody(kind="xlsx"),
}
