"""What the addresses of campaigns as files answer to each role."""

from metropolis.ui.tests.access import OFFICE, Row, only

TEAM = ("member", "coordinator")
OWN = {"slug": "kampania", "supplier": "skawina"}
ALL = {"slug": "kampania", "supplier": "wszyscy"}

ROWS: dict[str, Row] = {
    "sheet_home": only(*OFFICE, *TEAM, **OWN),
    "sheet_home#all": only(*OFFICE, **ALL),
    "sheet_file": only(*OFFICE, *TEAM, **OWN, kind="xlsx"),
    "sheet_file#all": only(*OFFICE, **ALL, kind="csv-excel"),
    # A file that was sent is its author's alone.
    "sheet_check": only("member", **OWN, pk="sheet"),
    "sheet_remarks": only("member", **OWN, pk="sheet"),
}
