"""What the versions of plans answer to each role (arguments: `forums.tests.plan_world`)."""

from metropolis.ui.tests.access import Row, everybody, insiders, only

DRAFT, ADOPTED = "plan-w-projekcie", "plan-przyjety"
DRAFTERS = ("forum_member", "forum_chair", "office", "office2")
REVISION = {"slug": DRAFT, "pk": "section revision"}

ROWS: dict[str, Row] = {
    "plan_versions": everybody(slug=ADOPTED),
    "plan_versions#draft": everybody(slug=DRAFT),
    "plan_version": everybody(slug=ADOPTED, number=1),
    "plan_version#working": insiders(slug=DRAFT, number=1),
    "plan_version_content": everybody(slug=ADOPTED, number=1),
    "plan_version_content#working": insiders(slug=DRAFT, number=1),
    "plan_version_restore": only(*DRAFTERS, slug=DRAFT, number=1),
    "plan_compare": everybody(slug=ADOPTED),
    "plan_compare#draft": insiders(slug=DRAFT),
    "part_history": insiders(slug=DRAFT, key="diagnoza"),
    "part_history#action": insiders(slug=DRAFT, code="4.P1.1"),
    "part_revision": insiders(**REVISION),
    "part_restore": only(*DRAFTERS, **REVISION),
}
