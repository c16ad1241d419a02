"""What a reporter enters: drafts of exactly the rows asked for, whose author is the link."""

import pytest
from django.core.exceptions import PermissionDenied

from metropolis.notifications.models import Message
from monitoring.campaigns.filling import fill
from monitoring.campaigns.submitting import submit
from monitoring.links.asking import revoke, send_again
from monitoring.links.reporting import fill_by_link, report_ready
from monitoring.models import IndicatorValue
from monitoring.values.forms import Answer
from monitoring.values.refusals import WrongState
from monitoring.values.verification import verify


@pytest.fixture
def value(opened, rows):
    """Entered by the link."""
    fill_by_link(opened, {rows[0].pk: Answer(value="120")})
    return IndicatorValue.objects.get()


def test_what_is_entered_is_a_draft_of_the_link(value, link):
    assert (value.state, value.author, value.link, value.value) == ("draft", None, link, 120)
    assert value.entered_by == link


def test_a_row_that_was_not_asked_for_is_refused_with_all_others(opened, rows):
    with pytest.raises(WrongState):
        fill_by_link(opened, {row.pk: Answer(value="1") for row in rows})
    assert not IndicatorValue.objects.exists()


def test_the_last_one_who_typed_the_number_is_its_author(value, submission, rows, people, opened, link):
    token = f"{value.pk}.{value.version}"
    fill(submission, {rows[0].pk: Answer(value="130", token=token)}, by=people.member)
    value.refresh_from_db()
    assert (value.author, value.link) == (people.member, None)
    fill_by_link(opened, {rows[0].pk: Answer(value="140", token=f"{value.pk}.{value.version}")})
    value.refresh_from_db()
    assert (value.author, value.link) == (None, link)


def test_a_stale_page_is_told_so_without_names(value, opened, rows, submission, people):
    fill(submission, {rows[0].pk: Answer(value="130", token=f"{value.pk}.{value.version}")}, by=people.member)
    stale = fill_by_link(opened, {rows[0].pk: Answer(value="5", token="")}).stale[rows[0].pk]
    assert people.member.name not in stale
    assert stale


def test_the_coordinator_sends_and_somebody_who_did_not_ask_verifies(value, submission, rows, people):
    fill(submission, {rows[1].pk: Answer(value="40")}, by=people.member)
    submit(submission, by=people.coordinator)
    value.refresh_from_db()
    assert value.state == "submitted"
    assert value.link
    assert verify(value, by=people.office).state == "verified"


def test_whoever_of_the_office_sent_the_link_does_not_verify_its_values(ask, rows, people):
    from monitoring.links.tokens import Opened

    link = ask(by=people.office)
    fill_by_link(Opened(link, 1), {rows[0].pk: Answer(value="120")})
    value = IndicatorValue.objects.get()
    IndicatorValue.objects.update(state="submitted")
    with pytest.raises(PermissionDenied):
        verify(value, by=people.office)
    assert verify(value, by=people.office2)


@pytest.mark.parametrize("end", ["revoke", "again"])
def test_nothing_is_entered_after_the_end(end, opened, rows, people, link):
    if end == "revoke":
        revoke(link, by=people.coordinator)
    else:
        send_again(link, link.deadline, by=people.coordinator)
    with pytest.raises(WrongState):
        fill_by_link(opened, {rows[0].pk: Answer(value="1")})


def test_a_value_that_was_sent_is_closed_to_the_link(value, opened, rows):
    IndicatorValue.objects.update(state="submitted")
    result = fill_by_link(opened, {rows[0].pk: Answer(value="7")})
    assert result.errors[rows[0].pk]["value"]
    value.refresh_from_db()
    assert value.value == 120


def test_ready_is_told_to_whoever_asked_and_only_when_it_is(opened, rows, people):
    assert [row.due for row in report_ready(opened)] == rows[:1]
    fill_by_link(opened, {rows[0].pk: Answer(reason="Szkoła zamknięta.")})
    assert report_ready(opened) == []
    report_ready(opened)
    assert Message.objects.get(kind="reporter_ready").to_user == people.coordinator
