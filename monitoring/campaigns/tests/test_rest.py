"""All remaining rows at once: proposals that a person confirms, and "no data" with a reason."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from monitoring.campaigns.filling import fill
from monitoring.campaigns.progress import tasks_of
from monitoring.campaigns.rest import answer_no_data, propose_last_values, withdraw_proposals
from monitoring.campaigns.rows import RowState, load_rows
from monitoring.campaigns.submitting import NotReady, submit
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.models import IndicatorValue, Submission
from monitoring.values.forms import Answer
from monitoring.values.refusals import ReasonMissing


@pytest.fixture
def last_year(indicators, team):
    """The first indicator was 12.4 the year before; the second was never measured."""
    place = ObservationFactory(indicator=indicators[0], municipality=team.municipality, period="2024")
    return IndicatorValueFactory(observation=place, value=Decimal("12.4"))


def _states(submission):
    return [str(row.state) for row in load_rows(submission)]


def _typed(row, **more):
    return {row.pk: Answer(value="12,4", token=f"{IndicatorValue.objects.get(state='draft').pk}.1", **more)}


def test_a_proposal_is_put_only_where_there_is_a_last_value(submission, rows, last_year, people):
    assert propose_last_values(submission, by=people.member) == 1
    assert _states(submission) == ["proposed", "todo"]
    draft = IndicatorValue.objects.get(state="draft")
    assert (draft.value, draft.proposed) == (Decimal("12.4"), True)


def test_a_proposal_is_no_answer_and_is_not_sent(submission, rows, last_year, people):
    propose_last_values(submission, by=people.member)
    fill(submission, {rows[1].pk: Answer(value="3")}, by=people.member)
    with pytest.raises(NotReady) as caught:
        submit(submission, by=people.coordinator)
    assert [row.state for row in caught.value.readiness.unanswered] == [RowState.PROPOSED]
    [task] = tasks_of(Submission.objects.filter(pk=submission.pk))
    assert task.done == 1


def test_saving_the_page_does_not_confirm_a_proposal(submission, rows, last_year, people):
    propose_last_values(submission, by=people.member)
    fill(submission, _typed(rows[0], note="seen"), by=people.coordinator)
    assert _states(submission)[0] == "proposed"
    assert IndicatorValue.objects.get(state="draft").note == "seen"


def test_who_confirms_a_proposal_is_its_author(submission, rows, last_year, people):
    propose_last_values(submission, by=people.member)
    fill(submission, _typed(rows[0], confirm="1"), by=people.coordinator)
    assert _states(submission)[0] == "saved"
    assert IndicatorValue.objects.get(state="draft").author == people.coordinator


def test_another_number_takes_the_place_of_a_proposal(submission, rows, last_year, people):
    propose_last_values(submission, by=people.member)
    token = load_rows(submission)[0].token
    fill(submission, {rows[0].pk: Answer(value="13", token=token)}, by=people.member)
    assert _states(submission)[0] == "saved"


def test_proposals_are_withdrawn_and_confirmed_values_stay(submission, rows, last_year, people):
    fill(submission, {rows[1].pk: Answer(value="3")}, by=people.member)
    propose_last_values(submission, by=people.member)
    assert withdraw_proposals(submission, by=people.member) == 1
    assert _states(submission) == ["todo", "saved"]


def test_the_parts_of_a_ratio_are_proposed_or_nothing(submission, rows, last_year, indicators, people):
    indicators[0].aggregation = "ratio"
    indicators[0].save()
    assert propose_last_values(submission, by=people.member) == 0
    last_year.numerator, last_year.denominator = 31, 250
    last_year.save()
    assert propose_last_values(submission, by=people.member) == 1
    draft = IndicatorValue.objects.get(state="draft")
    assert (draft.numerator, draft.denominator, draft.value) == (31, 250, Decimal("12.4"))


def test_no_data_goes_into_every_empty_row_and_no_other(submission, rows, people):
    fill(submission, {rows[0].pk: Answer(value="3")}, by=people.member)
    assert answer_no_data(submission, "nobody measures it", by=people.member) == 1
    assert _states(submission) == ["saved", "no_data"]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_no_data_needs_a_reason_of_one_sentence(submission, rows, people, reason):
    with pytest.raises(ReasonMissing):
        answer_no_data(submission, reason, by=people.member)
    assert _states(submission) == ["todo", "todo"]


@pytest.mark.parametrize("deed", [propose_last_values, withdraw_proposals])
def test_a_stranger_does_nothing_with_the_rows(submission, last_year, people, deed):
    with pytest.raises(PermissionDenied):
        deed(submission, by=people.former_member)


def test_the_buttons_work_without_a_script_and_keep_what_was_typed(submission, rows, last_year, client_of):
    member, page = client_of("member"), submission.address()
    fields = {f"{name}-{row.pk}": "" for row in rows for name in ("value", "token")}
    answer = member.post(page, fields | {f"value-{rows[1].pk}": "3", "rest": "propose"}, follow=True)
    assert "Zaproponowano 1 wartość" in answer.content.decode()
    assert _states(submission) == ["proposed", "saved"]
    tokens = {f"token-{row.due.pk}": row.token for row in load_rows(submission)}
    texts = {f"value-{rows[0].pk}": "12,4", f"value-{rows[1].pk}": "3"}
    member.post(page, tokens | texts | {"same": rows[0].pk})
    assert _states(submission) == ["saved", "saved"]


def test_no_data_without_a_reason_is_told_at_its_field(submission, rows, client_of):
    fields = {f"token-{row.pk}": "" for row in rows}
    answer = client_of("member").post(submission.address(), fields | {"rest": "no_data", "rest-reason": " "})
    assert answer.status_code == 422
    assert 'href="#rest-reason"' in answer.content.decode()
