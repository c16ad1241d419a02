"""Late corrections of reports on actions, and what a locked period keeps from being changed."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from conftest import ROLES
from metropolis.notifications.models import Message, Notice
from monitoring.campaigns.actions import action_lines, fill_action
from monitoring.campaigns.rows import RowState
from monitoring.campaigns.submitting import submit
from monitoring.models import ActionProgress, ProgressRevision, Submission
from monitoring.progress.answers import Misread
from monitoring.progress.correction import correct
from monitoring.progress.deciding import accept, accept_many, return_report
from monitoring.progress.entry import save_draft
from monitoring.progress.subjects import subject_of
from monitoring.values.locking import PeriodLocked, lock_period, unlock_period
from monitoring.values.refusals import Stale, WrongState

from .world import IN_PROGRESS

REASON = "Umowę podpisano później."
OTHER = replace(IN_PROGRESS, percent=30)
URL = "/api/v1/actions/4.P7.1/progress/?period=2025"
PAGE = "/postepy/4.P7.1/2025/popraw/"


@pytest.fixture
def sent(submission, people):
    [line] = action_lines(submission)
    fill_action(line, IN_PROGRESS, token="", by=people.member)
    submit(submission, by=people.coordinator)
    return ProgressRevision.objects.get()


@pytest.fixture
def accepted(sent, people):
    return accept(sent, by=people.office)


def propose(action, by, answer=OTHER, reason=REASON, token=None):
    token = subject_of(action, "2025").token if token is None else token
    return correct(action, "2025", answer, reason, token=token, by=by)


@pytest.mark.parametrize("role", ROLES)
def test_who_proposes_a_correction(role, action, accepted, people):
    person = people.by_role(role)
    if role in ("member", "coordinator", "office", "office2"):
        latest = propose(action, person).latest
        assert (latest.state, latest.author, latest.revision) == ("submitted", person, 2)
        assert latest.correction_reason == REASON
        return
    with pytest.raises(PermissionDenied):
        propose(action, person)


@pytest.mark.parametrize("locked", [False, True])
def test_the_accepted_report_stands_until_another_person_accepts(action, accepted, people, locked):
    if locked:
        lock_period("2025", by=people.office)
    latest = propose(action, people.office).latest
    key = ActionProgress.objects.get()
    assert key.current == accepted
    with pytest.raises(PermissionDenied):
        accept(latest, by=people.office)
    accept(latest, by=people.office2)
    key.refresh_from_db()
    assert key.current == latest
    assert key.revisions.filter(state="accepted").count() == 2
    assert Notice.objects.get(user=people.office).kind == "report_correction_decided"


def test_a_returned_correction_leaves_the_report_and_the_campaign_alone(action, accepted, submission, people):
    return_report(propose(action, people.member).latest, "Data była dobra.", by=people.office)
    submission = Submission.objects.with_supplier().get(pk=submission.pk)
    [line] = action_lines(submission)
    assert (submission.state, line.state) == ("submitted", RowState.VERIFIED)
    assert not Message.objects.filter(kind="progress_returned").exists()
    assert Notice.objects.get(user=people.member).kind == "report_correction_decided"
    assert propose(action, people.member).latest.revision == 3


def test_a_correction_has_a_reason_and_says_something_else(action, accepted, people):
    with pytest.raises(Misread) as fault:
        propose(action, people.member, answer=IN_PROGRESS, reason=" ")
    assert set(fault.value.errors) == {"correction", "stage"}
    with pytest.raises(Misread):
        propose(action, people.member, reason="x" * 1001)
    assert ProgressRevision.objects.count() == 1


def test_one_correction_at_a_time_and_none_from_a_stale_page(action, accepted, people):
    with pytest.raises(Stale):
        propose(action, people.member, token="1.1.draft")
    propose(action, people.member)
    with pytest.raises(WrongState):
        propose(action, people.coordinator, answer=replace(OTHER, percent=20))


def test_what_was_not_accepted_is_typed_in_the_campaign(action, sent, people):
    with pytest.raises(WrongState):
        propose(action, people.member)
    return_report(sent, "Podaj kwotę.", by=people.office)
    with pytest.raises(WrongState):
        propose(action, people.member)


def test_nothing_is_typed_sent_or_decided_in_a_locked_period(action, submission, people):
    [line] = action_lines(submission)
    subject = fill_action(line, IN_PROGRESS, token="", by=people.member)
    lock = lock_period("2025", by=people.office)
    with pytest.raises(PeriodLocked):
        save_draft(action, "2025", OTHER, token=subject.token, by=people.member)
    [line] = action_lines(submission)
    with pytest.raises(PeriodLocked):
        fill_action(line, OTHER, token=subject.token, by=people.member)
    submission.rows.all().delete()
    with pytest.raises(PeriodLocked):
        submit(submission, by=people.coordinator)
    assert ProgressRevision.objects.get().state == "draft"
    unlock_period(lock, "Spóźnione dane.", by=people.office)
    submit(submission, by=people.coordinator)
    report = ProgressRevision.objects.get()
    lock_period("2025", by=people.office)
    for deed in (accept, lambda row, by: return_report(row, "Nie.", by=by)):
        with pytest.raises(PeriodLocked):
            deed(report, by=people.office)
    assert accept_many([report], by=people.office)[1]
    assert ProgressRevision.objects.get().state == "submitted"


def test_a_lock_of_another_period_holds_nothing_back(action, sent, people):
    lock_period("2024", by=people.office)
    lock_period("2025-Q1", by=people.office)
    assert accept(sent, by=people.office).state == "accepted"


def test_what_waited_when_the_period_was_locked_becomes_a_correction(action, sent, people):
    lock_period("2025", by=people.office)
    latest = propose(action, people.office, answer=IN_PROGRESS).latest
    sent.refresh_from_db()
    assert (sent.state, bool(sent.reason)) == ("returned", True)
    assert accept(latest, by=people.office2).revision == 2


def test_a_draft_and_a_missing_report_of_a_locked_period_come_late(action, people):
    save_draft(action, "2025", IN_PROGRESS, token="", by=people.member)
    lock_period("2024", by=people.office)
    lock_period("2025", by=people.office)
    assert propose(action, people.member).latest.revision == 1
    late = correct(action, "2024", OTHER, REASON, token="", by=people.member).latest
    assert accept(late, by=people.office).state == "accepted"
    assert not ProgressRevision.objects.filter(state="draft").exists()


def test_an_odd_correction_carries_its_reason_as_the_explanation(action, accepted, people):
    assert propose(action, people.member, answer=replace(OTHER, percent=100)).latest.explanation == REASON


def test_the_page_proposes_a_correction_and_the_history_shows_it(action, accepted, client_of):
    browser = client_of("member")
    history = f"/postepy/{accepted.progress_id}/"
    assert PAGE in browser.get(history).content.decode()
    assert PAGE not in client_of("other_coordinator").get(history).content.decode()
    fields = {"token": subject_of(action, "2025").token, "stage": "in_progress", "percent": "30"}
    wrong = browser.post(PAGE, fields)
    assert (wrong.status_code, "Napisz jednym zdaniem" in wrong.content.decode()) == (422, True)
    stale = browser.post(PAGE, fields | {"token": "1.1.x", "correction": REASON})
    assert stale.status_code == 409
    done = browser.post(PAGE, fields | {"correction": REASON})
    assert (done.status_code, done.url) == (302, history)
    assert REASON in browser.get(history).content.decode()
    assert "Inna wersja" in browser.get(PAGE).content.decode()
    assert REASON in client_of("office").get("/weryfikacja/postepy/").content.decode()


@pytest.mark.parametrize("period", ["2025-XX", "abc", "2025-q1"])
def test_a_period_that_is_none_has_no_page(action, client_of, period):
    assert client_of("office").get(f"/postepy/4.P7.1/{period}/popraw/").status_code == 404


def test_the_queue_and_the_campaign_lead_from_a_locked_report_to_its_correction(
    action, sent, people, submission, client_of
):
    lock_period("2025", by=people.office)
    assert PAGE in client_of("office").get("/weryfikacja/postepy/").content.decode()
    assert PAGE in client_of("member").get(submission.address()).content.decode()
    page = client_of("member").get(f"{submission.address()}dzialania/4.P7.1/").content.decode()
    assert (PAGE in page, "zablokowało ten okres" in page) == (True, True)


def test_the_api_goes_through_the_same_door(action, accepted, people, client_of):
    browser = client_of("member")

    def patch(**body):
        etag = browser.get(URL)["ETag"]
        return browser.patch(URL, body, content_type="application/json", HTTP_IF_MATCH=etag)

    assert patch(percent=30).status_code == 409
    nothing = patch(percent=30, correction=" ")
    assert (nothing.status_code, "correction" in nothing.json()["errors"]) == (400, True)
    done = patch(percent=30, correction=REASON)
    assert done.status_code == 200
    found = done.json()
    assert (found["state"], found["revision"], found["correction"]) == ("submitted", 2, REASON)
    return_report(ProgressRevision.objects.get(revision=2), "Nie.", by=people.office)
    lock_period("2025", by=people.office)
    locked = patch(percent=10)
    assert (locked.status_code, "zablokowa" in locked.json()["detail"]) == (409, True)
    assert patch(percent=10, correction=REASON).json()["revision"] == 3
