"""Two people at the same moment at a report on an action, where row locks decide."""

import pytest

from monitoring.campaigns.actions import action_lines, fill_action
from monitoring.campaigns.submitting import submit
from monitoring.campaigns.tests.test_services import at_once
from monitoring.models import ProgressRevision
from monitoring.progress.answers import Answer
from monitoring.progress.correction import correct
from monitoring.progress.deciding import accept, return_report
from monitoring.progress.entry import save_draft
from monitoring.progress.subjects import subject_of
from monitoring.values.locking import lock_period
from monitoring.values.refusals import Refused

from .world import IN_PROGRESS

DONE = Answer("done")

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("_time", range(5))
def test_typing_and_sending_at_once_send_all_or_refuse_the_later(submission, people, _time):
    [line] = action_lines(submission)
    token = fill_action(line, IN_PROGRESS, token="", by=people.member).token
    typed, sent = at_once(
        lambda: save_draft(line.action, "2025", DONE, token=token, by=people.coordinator),
        lambda: submit(submission, by=people.coordinator),
    )
    report = ProgressRevision.objects.get()
    assert (sent, report.state) == (True, "submitted")
    assert (report.stage == "done") == (not isinstance(typed, Refused))


@pytest.mark.parametrize("_time", range(5))
def test_writing_and_locking_at_once_leave_no_draft_that_came_after_the_lock(action, people, _time):
    written, lock = at_once(
        lambda: save_draft(action, "2025", IN_PROGRESS, token="", by=people.member),
        lambda: lock_period("2025", by=people.office),
    )
    draft = ProgressRevision.objects.filter(state="draft").first()
    assert (draft is None) == isinstance(written, Refused)
    assert draft is None or draft.created_at < lock.locked_at


def test_sending_and_locking_at_once_end_in_one_order(submission, people):
    [line] = action_lines(submission)
    fill_action(line, IN_PROGRESS, token="", by=people.member)
    sent, _lock = at_once(
        lambda: submit(submission, by=people.coordinator), lambda: lock_period("2025", by=people.office)
    )
    assert (ProgressRevision.objects.get().state == "draft") == isinstance(sent, Refused)


def test_a_double_click_sends_a_report_once(submission, people):
    [line] = action_lines(submission)
    fill_action(line, IN_PROGRESS, token="", by=people.member)
    results = at_once(*[lambda: submit(submission, by=people.coordinator)] * 2)
    assert sorted(results) == [False, True]
    assert ProgressRevision.objects.get().state == "submitted"


def test_two_of_the_office_decide_once_and_two_corrections_become_one(action, people):
    save_draft(action, "2025", IN_PROGRESS, token="", by=people.member)
    ProgressRevision.objects.update(state="submitted")
    report = ProgressRevision.objects.get()
    results = at_once(
        lambda: accept(report, by=people.office), lambda: return_report(report, "Nie.", by=people.office2)
    )
    assert sum(isinstance(result, Refused) for result in results) == 1
    ProgressRevision.objects.update(state="accepted", reason="", published_at=report.created_at)
    token = subject_of(action, "2025").token
    results = at_once(
        *[
            lambda person=person: correct(action, "2025", DONE, "Powód.", token=token, by=person)
            for person in (people.member, people.coordinator)
        ]
    )
    assert sum(isinstance(result, Refused) for result in results) == 1
    assert ProgressRevision.objects.count() == 2
