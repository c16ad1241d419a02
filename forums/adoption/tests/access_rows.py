"""What the addresses of adoption answer to each role; arguments are named in `forums.tests.plan_world`.

The page of a step is there for those who may take it in some state of the plan; in another state it says so.
"""

from metropolis.ui.tests.access import OFFICE, Row, insiders, nowhere, only, row

DRAFT, ADOPTED = "plan-w-projekcie", "plan-przyjety"

ROWS: dict[str, Row] = {
    "plan_step": only("forum_chair", *OFFICE, slug=DRAFT, step="otworz-konsultacje"),
    "plan_step#start": only("forum_chair", *OFFICE, slug=DRAFT, step="rozpocznij-prace"),
    "plan_step#opinion": only("commission_member", *OFFICE, slug=DRAFT, step="wydaj-opinie"),
    "plan_step#adopt": only(*OFFICE, slug=DRAFT, step="przyjmij"),
    "plan_step#return": only(
        "forum_chair", "commission_member", *OFFICE, slug=DRAFT, step="cofnij-do-projektu"
    ),
    "plan_step#implement": only(*OFFICE, slug=ADOPTED, step="rozpocznij-wdrazanie"),
    "plan_step#amend": only("forum_chair", *OFFICE, slug=ADOPTED, step="rozpocznij-zmiane"),
    "plan_step#unknown": only(status=404, slug=DRAFT, step="przeskocz"),
    "plan_step_done": only(status=404, slug=DRAFT, step="otworz-konsultacje"),
    "plan_course": insiders(slug=DRAFT),
    "plan_course#in force": row(200, args={"slug": ADOPTED}),
    "plan_consultation": insiders(slug=DRAFT),
    "plan_review": insiders(slug=DRAFT),
    "resolution_document": nowhere(404, "the resolution has no file", slug=ADOPTED, pk=1),
}
