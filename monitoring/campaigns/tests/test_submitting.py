"""Sending, verifying and returning, seen from the submission."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from conftest import ROLES
from metropolis.notifications.models import Message
from monitoring.campaigns.filling import fill
from monitoring.campaigns.messages import campaign_opened, value_returned
from monitoring.campaigns.opening import close_campaign
from monitoring.campaigns.rows import RowState, load_rows
from monitoring.campaigns.submitting import NotReady, submit
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.models import IndicatorValue, Submission
from monitoring.values.forms import Answer
from monitoring.values.refusals import WrongState
from monitoring.values.verification import return_value, verify


@pytest.fixture
def sent(submission, answers, people):
    fill(submission, answers, by=people.member)
    submit(submission, by=people.coordinator)
    submission.refresh_from_db()
    return submission


def test_sending_makes_submitted_values_of_the_same_author(sent, people):
    assert (sent.state, sent.submitted_by) == (Submission.State.SUBMITTED, people.coordinator)
    for value in IndicatorValue.objects.all():
        assert (value.state, value.author, value.submitted_at is not None) == (
            "submitted",
            people.member,
            True,
        )


def test_a_second_sending_changes_nothing_and_says_so(sent, people):
    before = list(IndicatorValue.objects.values())
    assert submit(sent, by=people.office) is False
    sent.refresh_from_db()
    assert sent.submitted_by == people.coordinator
    assert list(IndicatorValue.objects.values()) == before


def test_every_row_needs_an_answer(submission, rows, people):
    fill(submission, {rows[0].pk: Answer(value="1")}, by=people.member)
    with pytest.raises(NotReady) as refusal:
        submit(submission, by=people.coordinator)
    assert [row.due.pk for row in refusal.value.readiness.unanswered] == [rows[1].pk]


def test_no_data_with_a_reason_is_an_answer(submission, rows, people):
    answers = {rows[0].pk: Answer(value="1"), rows[1].pk: Answer(reason="not measured")}
    fill(submission, answers, by=people.member)
    assert submit(submission, by=people.coordinator)


def test_an_odd_value_without_a_sentence_is_not_sent(submission, rows, people, answers):
    past = ObservationFactory(
        indicator=rows[0].observation.indicator, municipality=submission.team.municipality, period="2024"
    )
    IndicatorValueFactory(observation=past, value=Decimal("1.25"))
    fill(submission, answers, by=people.member)
    with pytest.raises(NotReady) as refusal:
        submit(submission, by=people.coordinator)
    assert [row.due.pk for row in refusal.value.readiness.unexplained] == [rows[0].pk]


@pytest.mark.parametrize("role", ROLES)
def test_who_may_send(submission, answers, people, role):
    fill(submission, answers, by=people.office)
    if role in ("coordinator", "office", "office2"):
        assert submit(submission, by=people.by_role(role))
    else:
        with pytest.raises(PermissionDenied):
            submit(submission, by=people.by_role(role))


def test_nothing_is_sent_from_a_closed_campaign(submission, answers, campaign, people):
    fill(submission, answers, by=people.member)
    close_campaign(campaign, by=people.office)
    with pytest.raises(WrongState):
        submit(submission, by=people.coordinator)


def _returned(sent, people):
    value = IndicatorValue.objects.order_by("pk").first()
    return_value(value, "Check the unit.", by=people.office)
    sent.refresh_from_db()
    return value


def test_a_returned_value_opens_the_submission_for_its_row_alone(sent, people):
    _returned(sent, people)
    assert sent.state == Submission.State.OPEN
    first, second = load_rows(sent)
    assert (first.state, first.editable) == (RowState.RETURNED, True)
    assert (second.state, second.editable) == (RowState.SENT, False)


def test_the_author_of_a_returned_value_is_told_why(sent, people):
    value = _returned(sent, people)
    message = Message.objects.get(kind="value_returned")
    assert (message.to_user, message.language) == (people.member, people.member.language)
    subject, text = value_returned(message)
    assert "Check the unit." in text
    assert f"#row-{sent.rows.get(observation=value.observation_id).pk}" in text
    assert value.observation.indicator.name in subject


def test_a_returned_value_sent_again_as_it_was_is_no_answer(sent, people):
    _returned(sent, people)
    row = load_rows(sent)[0]
    filled = fill(sent, {row.due.pk: Answer(value="12,5", token=row.token)}, by=people.member)
    assert filled.saved == set()
    with pytest.raises(NotReady):
        submit(sent, by=people.coordinator)


def test_a_corrected_value_is_a_new_revision_and_the_old_one_stays(sent, people):
    value = _returned(sent, people)
    row = load_rows(sent)[0]
    fill(sent, {row.due.pk: Answer(value="13", token=row.token)}, by=people.member)
    assert submit(sent, by=people.coordinator)
    history = value.observation.values.order_by("revision").values_list("revision", "state", "value")
    assert list(history) == [(1, "returned", Decimal("12.5")), (2, "submitted", Decimal("13"))]


def test_a_returned_value_can_be_corrected_after_the_closing(sent, campaign, people):
    close_campaign(campaign, by=people.office)
    _returned(sent, people)
    sent = Submission.objects.with_supplier().get(pk=sent.pk)
    row = load_rows(sent)[0]
    assert fill(sent, {row.due.pk: Answer(value="13", token=row.token)}, by=people.member).saved
    assert submit(sent, by=people.coordinator)


def test_a_verified_value_is_locked(sent, people):
    verify(IndicatorValue.objects.order_by("pk").first(), by=people.office)
    row = load_rows(sent)[0]
    assert (row.state, row.editable) == (RowState.VERIFIED, False)


def test_the_call_for_data_names_period_deadline_and_page(campaign, people, settings):
    message = Message.objects.get(kind="campaign_opened", to_user=people.member)
    subject, text = campaign_opened(message)
    assert "2025" in subject
    assert "/kampanie/2025/skawina/" in text


def test_the_call_for_data_is_dropped_once_the_team_has_sent(sent, people):
    assert campaign_opened(Message.objects.get(kind="campaign_opened", to_user=people.member)) is None


def test_data_that_come_after_the_sending_can_be_added_and_are_sent_again(submission, rows, people):
    answers = {rows[0].pk: Answer(value="1"), rows[1].pk: Answer(reason="not yet")}
    fill(submission, answers, by=people.member)
    submit(submission, by=people.coordinator)
    submission.refresh_from_db()
    sent, missing = load_rows(submission)
    assert (sent.editable, missing.editable) == (False, True)
    fill(submission, {rows[1].pk: Answer(value="3", token=missing.token)}, by=people.member)
    submission.refresh_from_db()
    assert submission.state == Submission.State.OPEN
    assert submit(submission, by=people.coordinator)
    assert IndicatorValue.objects.filter(state="submitted").count() == 2
