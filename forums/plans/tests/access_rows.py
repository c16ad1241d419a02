"""What the addresses of plans answer to each role; arguments are named in `forums.tests.plan_world`."""

from metropolis.ui.tests.access import Row, everybody

ADOPTED = {"slug": "plan-przyjety"}

ROWS: dict[str, Row] = {
    "plan": everybody(**ADOPTED),
    "plan_actions": everybody(**ADOPTED),
    "plan_actions_xlsx": everybody(**ADOPTED),
    "plan_action": everybody(**ADOPTED, code="4.P2.1"),
    "plan_schedule": everybody(**ADOPTED),
    "plan_money": everybody(**ADOPTED),
    "plan_municipalities": everybody(**ADOPTED),
    "plan_municipality": everybody(**ADOPTED, municipality="skawina"),
}
