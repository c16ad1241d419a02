"""What the addresses of proposals and comments answer to each role (arguments: `forums.tests.plan_world`)."""

from metropolis.ui.tests.access import Row

ROWS: dict[str, Row] = {}
