"""What the addresses of drafting answer to each role; arguments are named in `forums.tests.plan_world`."""

from metropolis.ui.tests.access import Row

ROWS: dict[str, Row] = {}
