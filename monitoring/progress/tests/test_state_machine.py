"""Whatever people do, and in whatever order: what must always hold of reports on actions."""

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitoring.campaigns.actions import action_lines, fill_action
from monitoring.campaigns.submitting import submit
from monitoring.models import ActionProgress, MilestoneProgress, ProgressRevision, Spending
from monitoring.progress.answers import Answer, Misread
from monitoring.progress.deciding import accept, return_report
from monitoring.progress.states import STEPS
from monitoring.values.refusals import Refused

WHO = st.sampled_from(["member", "coordinator", "office", "office2", "other_coordinator"])
WORDS = st.sampled_from(
    [Answer("not_started"), Answer("in_progress", 40), Answer("done"), Answer("delayed", 5)]
)
DEEDS = st.tuples(st.sampled_from(["save", "stale", "submit", "accept", "return"]), WHO, WORDS)
MOVES = {(source, step.target) for step in STEPS.values() for source in step.sources}


def _do(deed, person, answer, submission):
    """One deed of one person; a refusal is as good as a success here."""
    [line] = action_lines(submission)
    try:
        if deed == "save":
            fill_action(line, answer, token=line.subject.token, by=person)
        elif deed == "stale":
            fill_action(line, answer, token="an older page", by=person)
            raise AssertionError("a stale page was saved")
        elif deed == "submit":
            submit(submission, by=person)
        elif line.revision and deed == "accept":
            accept(line.revision, by=person)
        elif line.revision:
            return_report(line.revision, "Popraw.", by=person)
    except (Refused, Misread, PermissionDenied):
        pass


def _check(before):
    rows = list(ProgressRevision.objects.order_by("revision"))
    assert [row.revision for row in rows] == list(range(1, len(rows) + 1))
    assert all(row.state != "draft" for row in rows[:-1])
    accepted = [row for row in rows if row.state == "accepted"]
    for key in ActionProgress.objects.all():
        assert key.current == (accepted[-1] if accepted else None)
    for row in rows:
        assert row.decided_by_id is None or row.decided_by_id != row.author_id
        old = before.get(row.pk)
        if old and old.state != row.state:
            assert (old.state, row.state) in MOVES
        if old and old.state != "draft":
            assert (old.stage, old.percent, old.author_id) == (row.stage, row.percent, row.author_id)
    assert before.keys() <= {row.pk for row in rows}
    return {row.pk: row for row in rows}


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(DEEDS, max_size=12))
def test_reports_stay_whole_whatever_people_do(submission, people, deeds):
    ActionProgress.objects.update(current=None)
    for model in (MilestoneProgress, Spending, ProgressRevision, ActionProgress):
        model.objects.all().delete()
    type(submission).objects.filter(pk=submission.pk).update(state="open", submitted_at=None)
    submission.refresh_from_db()
    known: dict[int, ProgressRevision] = {}
    for deed, role, answer in deeds:
        _do(deed, people.by_role(role), answer, submission)
        submission.refresh_from_db()
        known = _check(known)
