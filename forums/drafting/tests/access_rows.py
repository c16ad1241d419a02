"""What the addresses of drafting answer to each role; arguments are named in `forums.tests.plan_world`."""

from forums.drafting.tests.import_access_rows import IMPORT_ROWS
from metropolis.ui.tests.access import Row, insiders, nowhere, only

PLAN = {"slug": "plan-w-projekcie"}
SECTION = PLAN | {"key": "diagnoza"}
ACTION = PLAN | {"code": "4.P1.1"}
DRAFTERS = ("forum_member", "forum_chair", "office", "office2")

ROWS: dict[str, Row] = {
    "draft": insiders(**PLAN),
    "draft_pulse": insiders(**PLAN),
    "draft_presence": nowhere(405, "It is posted to.", **PLAN, pk=1),
    "draft_section": insiders(**SECTION),
    "draft_action_new": only(*DRAFTERS, **PLAN),
    "draft_action": insiders(**ACTION),
    "draft_action_remove": only(*DRAFTERS, **ACTION),
    "draft_action_return": nowhere(405, "It is posted to.", **ACTION),
    **IMPORT_ROWS,
}
