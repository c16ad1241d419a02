"""What the addresses of extracts answer to each role."""

from metropolis.ui.tests.access import Row, everybody, nowhere

ROWS: dict[str, Row] = {
    "municipality_extract": everybody(slug="skawina", year=2024, kind="docx"),
    "municipality_extract#pdf": nowhere(404, "no such file", slug="skawina", year=2024, kind="pdf"),
}
