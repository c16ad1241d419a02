"""What the addresses of statistics answer to each role; the team of the cast is that of Skawina."""

from metropolis.ui.tests.access import OFFICE, Row, only

ROWS: dict[str, Row] = {
    "statistics": only(*OFFICE),
    "statistics_file": only(*OFFICE),
    "statistics_run": only(*OFFICE, pk="monitoring.statisticsrun"),
    "statistics_answers": only(*OFFICE, "member", "coordinator", slug="skawina"),
}
