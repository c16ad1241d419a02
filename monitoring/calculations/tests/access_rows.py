"""What the pages that take a number apart answer to each role: they are public."""

from metropolis.ui.tests.access import Row, everybody, nowhere

ROWS: dict[str, Row] = {
    "calculation": everybody(code="4.2", period="2024"),
    "calculation#no value": nowhere(404, "nothing is known of this period", code="4.2", period="1999"),
    "status_calculation": everybody(code="4.1"),
    "goal_calculation": everybody(code="1.S1"),
    "area_calculation": everybody(slug="gospodarka"),
    "strategy_calculation": everybody(),
}
