"""What the addresses of the import answer to each role; arguments are named in `forums.tests.plan_world`."""

from metropolis.ui.tests.access import Row, only

PLAN = {"slug": "plan-w-projekcie"}
DRAFTERS = ("forum_member", "forum_chair", "office", "office2")

IMPORT_ROWS: dict[str, Row] = {
    "draft_import": only(*DRAFTERS, **PLAN),
    "draft_import_template": only(*DRAFTERS, **PLAN),
    # An upload is its author's until it is confirmed.
    "draft_import_check": only("forum_member", **PLAN, pk="upload"),
}
