"""What the addresses of proposals and comments answer to each role (arguments: `forums.tests.plan_world`)."""

from metropolis.ui.tests.access import LOGIN, OFFICE, Row, insiders, only, row

PLAN = {"slug": "plan-w-projekcie"}
TEAMS_AND_FORUMS = ("member", "coordinator", "other_coordinator", "forum_member", "forum_chair")


def whoever_comments(**args) -> Row:
    """Everybody with a seat today, and the Office; an administrator without a seat only reads."""
    return row(200, public=LOGIN, former_member=404, administrator=404, args=PLAN | args)


ROWS: dict[str, Row] = {
    "draft_text": insiders(**PLAN),
    "draft_text#adopted": row(302, public=LOGIN, former_member=404, args={"slug": "plan-przyjety"}),
    "proposal_list": insiders(**PLAN),
    "proposal": insiders(**PLAN, pk="proposal"),
    "propose_section": only(*OFFICE, *TEAMS_AND_FORUMS, **PLAN, key="diagnoza"),
    "propose_action": only(*OFFICE, *TEAMS_AND_FORUMS, **PLAN, code="4.P1.1"),
    "comment_list": insiders(**PLAN),
    "comment_thread": insiders(**PLAN, pk="comment"),
    "comment_new": whoever_comments(),
    "mention_names": whoever_comments(),
}
