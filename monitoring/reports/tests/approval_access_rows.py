"""What the addresses of writing, approving and correcting a report answer to each role.

`szkic` is a draft, `uwagi` one that is out for comments, and its chapter "summary" is written by the forum.
"""

from django.utils import timezone

from metropolis.ui.tests.access import LOGIN, OFFICE, Row, everybody, insiders, only, row
from monitoring.models import ReportComment, ReportSection

DRAFT, OUT, PUBLIC = {"slug": "szkic"}, {"slug": "uwagi"}, {"slug": "opublikowany"}
COMMENTING = ("member", "coordinator", "other_coordinator", "forum_member", "forum_chair")

ROWS: dict[str, Row] = {
    "report_check": everybody(),
    "report#comments": row(200, public=404, former_member=404, args=OUT),
    "report_file#comments": row(200, public=404, former_member=404, args=OUT | {"name": "json"}),
    "report_comments": insiders(**OUT),
    "report_comments#draft": only(*OFFICE, **DRAFT),
    "report_comments#public": insiders(**PUBLIC),
    "report_comment_new": only(*COMMENTING, **OUT, chapter="summary"),
    "report_comment_new#draft": only(status=404, **DRAFT, chapter="summary"),
    "report_comment_answer": only(*OFFICE, **OUT, pk="report_comment"),
    "report_work": only(*OFFICE, **DRAFT),
    "report_step": only(*OFFICE, **DRAFT, step="otworz-uwagi"),
    "report_step#from another state": row(
        404, public=LOGIN, office=302, office2=302, args=DRAFT | {"step": "opublikuj"}
    ),
    "report_step#unknown": only(status=404, **DRAFT, step="przeskocz"),
    "report_correction": only(*OFFICE, **PUBLIC),
    "report_correction#draft": only(status=404, **DRAFT),
    "report_section": only(*OFFICE, **DRAFT, chapter="summary"),
    "report_section#of a forum": only("forum_chair", *OFFICE, **OUT, chapter="summary"),
    "report_section#public": row(404, public=LOGIN, args=PUBLIC | {"chapter": "summary"}),
    "report_section_versions": only("forum_chair", *OFFICE, **OUT, chapter="summary"),
    "report_assign": only(*OFFICE, **OUT, chapter="summary"),
}


def send_out(report, people) -> dict[str, object]:
    """Bring the report `uwagi` out for comments, with a chapter of the forum and a comment."""
    forum = people.forum_chair.forummembers.get().forum
    ReportSection.objects.create(report=report, chapter="summary", forum=forum)
    report.state, report.comments_until = "comments", timezone.localdate()
    report.save()
    comment = ReportComment.objects.create(
        report=report, chapter="summary", text="Przykładowa uwaga.", author=people.member
    )
    return {"report_comment": comment.pk}
