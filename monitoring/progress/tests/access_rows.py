"""What the pages of reports on actions answer; the arguments are made by `build_report`."""

from django.utils import timezone

from metropolis.ui.tests.access import LOGIN, OFFICE, Row, everybody, only, row
from monitoring.models import ActionProgress, ProgressRevision

from .world import plan_with_action

ROWS: dict[str, Row] = {
    "campaign_action": only(
        *OFFICE, "member", "coordinator", slug="kampania", supplier="skawina", code="4.P7.1"
    ),
    "api:action-detail#progress": everybody(code="4.P7.1"),
    "api:action-progress": row(400, args={"code": "4.P7.1"}, why="the period is missing"),
    "progress_queue": only(*OFFICE),
    "progress_correct": only(*OFFICE, "member", "coordinator", code="4.P7.1", period="2024"),
    "progress_history": row(
        200, public=LOGIN, former_member=404, administrator=404, args={"pk": "action report"}
    ),
}


def build_report(people) -> dict[str, object]:
    """An action of the team of the cast with an accepted report."""
    team = people.member.teammembers.get().team
    area = people.forum_member.forummembers.get().forum.area
    key = ActionProgress.objects.create(action=plan_with_action(area, team), period="2024")
    now = timezone.now()
    key.current = ProgressRevision.objects.create(
        progress=key, stage="in_progress", percent=40, state="accepted", author=people.member,
        submitted_at=now, published_at=now, decided_at=now, decided_by=people.office,
    )  # fmt: skip
    key.save()
    return {"action report": key.pk}
