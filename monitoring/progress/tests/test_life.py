"""Entering, sending, accepting and returning a report on an action."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import ROLES
from metropolis.notifications.models import Message
from monitoring.campaigns.action_receivers import mail_of_return
from monitoring.campaigns.actions import action_lines, fill_action
from monitoring.campaigns.opening import close_campaign
from monitoring.campaigns.progress import tasks_of
from monitoring.campaigns.submitting import NotReady, submit
from monitoring.models import ActionProgress, ProgressRevision, Submission
from monitoring.progress.answers import Answer, MilestoneAnswer, Misread, SpendingAnswer
from monitoring.progress.deciding import accept, accept_many, return_report
from monitoring.progress.due import owed_by, owing_teams, team_of
from monitoring.progress.entry import save_draft, save_unchanged
from monitoring.progress.subjects import answer_of, subject_of
from monitoring.values.refusals import ReasonMissing, Stale, WrongState
from strategy.models import Action

from .world import IN_PROGRESS, plan_with_action

END = datetime.date(2025, 12, 31)
WHOLE = replace(
    IN_PROGRESS,
    milestones=(MilestoneAnswer("umowa", reached_on=datetime.date(2025, 5, 5), note="w terminie"),),
    spending=(SpendingAnswer("OWN", 2025, Decimal("1234.50")),),
)


@pytest.fixture
def sent(submission, people):
    [line] = action_lines(submission)
    fill_action(line, WHOLE, token="", by=people.member)
    submit(submission, by=people.coordinator)
    return ProgressRevision.objects.get()


def test_what_was_written_stands_there(action, people):
    subject = save_draft(action, "2025", WHOLE, token="", by=people.member)
    assert answer_of(subject.latest) == WHOLE
    assert (subject.state, subject.latest.author) == ("draft", people.member)


def test_typing_overwrites_the_draft_and_counts_a_version(action, people):
    first = save_draft(action, "2025", WHOLE, token="", by=people.member)
    second = save_draft(action, "2025", Answer("done"), token=first.token, by=people.office)
    row = ProgressRevision.objects.get()
    assert (row.version, row.percent, row.author) == (2, 100, people.office)
    assert not row.milestones.exists()
    assert second.token != first.token


def test_the_same_words_change_nothing(action, people):
    first = save_draft(action, "2025", WHOLE, token="", by=people.member)
    again = save_draft(action, "2025", WHOLE, token=first.token, by=people.office)
    assert (again.token, again.latest.author) == (first.token, people.member)


def test_a_stale_save_is_refused_and_says_whose_words_stand_there(action, people):
    save_draft(action, "2025", WHOLE, token="", by=people.member)
    with pytest.raises(Stale, match=str(people.member)):
        save_draft(action, "2025", Answer("done"), token="", by=people.coordinator)
    assert ProgressRevision.objects.get().stage == "in_progress"


def test_a_refusal_leaves_nothing_behind(action, people):
    wrong = replace(IN_PROGRESS, spending=(SpendingAnswer("nie-ma", 2025, Decimal(1)),))
    with pytest.raises(Misread):
        save_draft(action, "2025", wrong, token="", by=people.member)
    assert not ActionProgress.objects.exists()


def test_a_period_that_has_not_begun_has_no_report(action, people):
    with pytest.raises(WrongState):
        save_draft(action, "2099", WHOLE, token="", by=people.office)


@pytest.mark.parametrize("role", ROLES)
def test_who_may_enter(role, action, people):
    allowed = {"member", "coordinator", "office", "office2"}
    if role in allowed:
        save_draft(action, "2025", WHOLE, token="", by=people.by_role(role))
    else:
        with pytest.raises(PermissionDenied):
            save_draft(action, "2025", WHOLE, token="", by=people.by_role(role))


def test_the_leading_municipality_answers_where_no_team_is_named(action, team, other_team, people):
    assert team_of(action) == team
    action.responsibility.delete()
    assert team_of(action) is None
    assert list(owed_by(None, END)) == [action]
    Action.objects.update(lead_municipality=other_team.municipality)
    assert team_of(action) == other_team
    save_draft(action, "2025", WHOLE, token="", by=people.other_coordinator)


def test_who_owes_it(action, team, other_team, people):
    assert list(owed_by(team, END)) == [action]
    assert not owed_by(other_team, END).exists()
    assert owing_teams(END) == {team.pk}
    Action.objects.update(withdrawn_at=datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC))
    assert owing_teams(END) == set()


def test_a_closed_plan_owes_nothing(action):
    action.plan.state = "closed"
    action.plan.save()
    assert owing_teams(END) == set()


def test_what_was_done_is_not_asked_about_again(action, team, people):
    done = save_draft(action, "2024", Answer("done"), token="", by=people.member).latest
    ProgressRevision.objects.update(state="submitted")
    assert owed_by(team, END).exists()
    accept(done, by=people.office)
    assert not owed_by(team, END).exists()


def test_sending_the_campaign_sends_the_actions_too(sent, submission, people):
    submission.refresh_from_db()
    assert (submission.state, sent.state, sent.author) == ("submitted", "submitted", people.member)
    assert sent.submitted_at


def test_an_action_without_an_answer_holds_the_sending_back(submission, people):
    with pytest.raises(NotReady) as refusal:
        submit(submission, by=people.coordinator)
    assert [line.action.code for line in refusal.value.readiness.actions] == ["4.P7.1"]
    [task] = tasks_of(Submission.objects.filter(pk=submission.pk))
    assert (task.done, task.total) == (1, 2)


def test_a_team_that_owes_no_value_but_an_action_gets_a_submission(area, people, team):
    plan_with_action(area, team)
    from monitoring.campaigns.opening import open_campaign
    from monitoring.factories import CampaignFactory
    from strategy.factories import IndicatorFactory

    survey = IndicatorFactory(area=area, supplier="office", scope="metropolis")
    campaign = CampaignFactory(indicators=[survey])
    open_campaign(campaign, by=people.office)
    assert campaign.submissions.filter(team=team).exists()


def test_a_late_joiner_can_be_added_after_the_sending(sent, submission, area, team, people):
    plan_with_action(area, team, code="4.P8.1", slug="drugi-plan")
    submission.refresh_from_db()
    late = next(line for line in action_lines(submission) if line.action.code == "4.P8.1")
    assert late.editable
    fill_action(late, IN_PROGRESS, token="", by=people.member)
    submission.refresh_from_db()
    assert submission.state == "open"
    assert submit(submission, by=people.coordinator)
    assert set(ProgressRevision.objects.values_list("state", flat=True)) == {"submitted"}


def test_what_was_sent_cannot_be_typed_over(sent, submission, people):
    submission.refresh_from_db()
    [line] = action_lines(submission)
    with pytest.raises(WrongState):
        fill_action(line, Answer("done"), token=line.subject.token, by=people.member)


def test_after_the_closing_only_what_came_back_is_open(sent, submission, people):
    close_campaign(submission.campaign, by=people.office)
    return_report(sent, "Podaj kwotę.", by=people.office)
    submission = Submission.objects.with_supplier().get(pk=submission.pk)
    [line] = action_lines(submission)
    assert line.editable
    fill_action(line, Answer("done"), token=line.subject.token, by=people.member)
    assert submit(submission, by=people.coordinator)


def test_accepting_publishes_and_counts(sent, people):
    accept(sent, by=people.office)
    key = ActionProgress.objects.get()
    assert (key.current, key.current.state) == (sent, "accepted")
    assert key.current.published_at


def test_a_return_needs_a_reason_and_tells_the_author_once(sent, submission, people):
    with pytest.raises(ReasonMissing):
        return_report(sent, " ", by=people.office)
    return_report(sent, "Podaj kwotę.", by=people.office)
    submission.refresh_from_db()
    assert submission.state == "open"
    message = Message.objects.get(kind="progress_returned")
    assert message.to_user == people.member
    _subject, text = mail_of_return(message)
    assert "Podaj kwotę." in text
    assert "/kampanie/2025/skawina/dzialania/4.P7.1/" in text
    [line] = action_lines(submission)
    fill_action(line, Answer("done"), token=line.subject.token, by=people.member)
    assert mail_of_return(message) is None


@pytest.mark.parametrize("role", ROLES)
def test_who_may_decide(role, sent, people):
    if role in ("office", "office2"):
        assert accept(sent, by=people.by_role(role)).state == "accepted"
    else:
        with pytest.raises(PermissionDenied):
            accept(sent, by=people.by_role(role))


def test_nobody_accepts_what_one_entered(action, people):
    own = save_draft(action, "2025", WHOLE, token="", by=people.office).latest
    ProgressRevision.objects.update(state="submitted")
    done, skipped = accept_many([own], by=people.office)
    assert (done, [row for row, _why in skipped]) == ([], [own])
    assert accept_many([own], by=people.office2)[0]


def test_the_database_refuses_an_author_who_decides(sent, people):
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgressRevision.objects.update(decided_by=people.member)


@pytest.mark.parametrize("fields", [{"percent": 101}, {"state": "accepted"}, {"state": "returned"}])
def test_the_database_refuses_what_cannot_be(sent, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgressRevision.objects.update(**fields)


def test_no_change_repeats_the_report_before(action, people):
    accepted = save_draft(action, "2024", replace(WHOLE, spending=()), token="", by=people.member).latest
    ProgressRevision.objects.update(state="submitted")
    accept(accepted, by=people.office)
    now = save_unchanged(action, "2025", token="", by=people.coordinator)
    assert (now.latest.percent, now.latest.milestones.get().note) == (40, "w terminie")
    assert now.latest.done == "Bez zmian od ostatniego sprawozdania."
    assert subject_of(action, "2025").past == accepted


def test_there_is_nothing_to_repeat_without_an_accepted_report(action, people):
    with pytest.raises(WrongState):
        save_unchanged(action, "2025", token="", by=people.member)


def test_the_history_outlives_an_amendment_that_drops_the_milestone(sent, action, people):
    accept(sent, by=people.office)
    action.milestones.all().delete()
    assert sent.milestones.get().name == "Umowa gmin"


@pytest.mark.parametrize(
    ("state", "seen"),
    [
        ("draft", {"member", "coordinator", "office", "office2"}),
        ("submitted", set(ROLES) - {"public", "former_member", "administrator"}),
        ("accepted", set(ROLES)),
    ],
)
def test_who_sees_a_report(state, seen, action, people):
    from django.utils import timezone

    save_draft(action, "2025", WHOLE, token="", by=people.member)
    ProgressRevision.objects.update(state=state, published_at=timezone.now())
    found = {role for role in ROLES if ProgressRevision.objects.visible_to(people.by_role(role)).exists()}
    assert found == seen
