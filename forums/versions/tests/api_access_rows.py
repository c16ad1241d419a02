"""What plans and actions answer in the API; arguments are named in `forums.tests.plan_world`."""

from metropolis.ui.tests.access import Row, everybody, row

HIDDEN = {"public": 404, "former_member": 404}

API_ROWS: dict[str, Row] = {
    "api:plan-list": everybody(),
    "api:plan-detail": everybody(slug="plan-w-projekcie"),
    "api:plan-draft": row(200, args={"slug": "plan-w-projekcie"}, why="drafts are for roles", **HIDDEN),
    "api:plan-draft#adopted": row(404, args={"slug": "plan-przyjety"}, why="nothing is under work"),
    "api:plan-version-list": everybody(slug="plan-przyjety"),
    "api:plan-version-detail": everybody(slug="plan-przyjety", number=1),
    "api:plan-version-detail#frozen": row(
        200, args={"slug": "plan-w-projekcie", "number": 1}, why="not adopted", **HIDDEN
    ),
    "api:action-list": everybody(),
    "api:action-detail": row(404, args={"code": "4.P1.1"}, why="an action of a draft is not in force"),
}
