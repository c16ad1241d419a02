"""A supplier fills its rows: what is saved, what is refused, and that nothing is lost."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from conftest import ROLES
from monitoring.campaigns.filling import fill
from monitoring.campaigns.forms import stored_answer
from monitoring.campaigns.opening import close_campaign
from monitoring.campaigns.rows import RowState, load_rows
from monitoring.campaigns.submitting import submit
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.models import IndicatorValue
from monitoring.values.forms import Answer
from monitoring.values.refusals import WrongState


def _state(submission, number=0):
    return load_rows(submission)[number].state


def test_what_is_typed_becomes_a_draft_of_whoever_typed(submission, rows, people):
    filled = fill(submission, {rows[0].pk: Answer(value="1 234,5", source=" GUS ")}, by=people.member)
    [value] = IndicatorValue.objects.all()
    assert filled.saved == {rows[0].pk}
    assert (value.value, value.source, value.author, value.state) == (
        Decimal("1234.5"), "GUS", people.member, "draft",
    )  # fmt: skip


def test_typing_again_overwrites_the_draft_and_counts_a_version(submission, rows, people):
    first = fill(submission, {rows[0].pk: Answer(value="1")}, by=people.member).rows[rows[0].pk]
    fill(submission, {rows[0].pk: Answer(value="2", token=first.token)}, by=people.coordinator)
    [value] = IndicatorValue.objects.all()
    assert (value.value, value.version, value.revision) == (2, 2, 1)
    assert value.author == people.coordinator


def test_a_note_by_somebody_else_leaves_the_author_of_the_number(submission, rows, people):
    first = fill(submission, {rows[0].pk: Answer(value="1")}, by=people.member).rows[rows[0].pk]
    fill(submission, {rows[0].pk: Answer(value="1", note="n", token=first.token)}, by=people.coordinator)
    assert IndicatorValue.objects.get().author == people.member


def test_a_page_that_was_left_alone_changes_nothing(submission, rows, people):
    saved = fill(submission, {rows[0].pk: Answer(value="1")}, by=people.member).rows[rows[0].pk]
    again = fill(submission, {rows[0].pk: Answer(value="1,0", token=saved.token)}, by=people.office)
    assert again.saved == set()
    assert IndicatorValue.objects.get().version == 1


def test_no_data_needs_a_reason_and_takes_the_place_of_the_draft(submission, rows, people):
    token = fill(submission, {rows[0].pk: Answer(value="1")}, by=people.member).rows[rows[0].pk].token
    fill(submission, {rows[0].pk: Answer(reason="nobody measures it", token=token)}, by=people.member)
    assert _state(submission) == RowState.NO_DATA
    assert not IndicatorValue.objects.exists()


def test_an_emptied_row_is_to_do_again(submission, rows, people):
    token = fill(submission, {rows[0].pk: Answer(value="1")}, by=people.member).rows[rows[0].pk].token
    fill(submission, {rows[0].pk: Answer(token=token)}, by=people.member)
    assert _state(submission) == RowState.TODO


@pytest.mark.parametrize("text", ["abc", "1.234,5", "12 34", "1e5", "NaN", "1,2,3", "--1", "9" * 20])
def test_a_malformed_number_is_refused_with_a_sentence(submission, rows, people, text):
    filled = fill(submission, {rows[0].pk: Answer(value=text)}, by=people.member)
    assert "12" in filled.errors[rows[0].pk]["value"]
    assert not IndicatorValue.objects.exists()


def test_seven_decimal_places_are_refused_and_not_rounded(submission, rows, people):
    filled = fill(submission, {rows[0].pk: Answer(value="0,1234567")}, by=people.member)
    assert "value" in filled.errors[rows[0].pk]


def test_a_value_and_no_data_at_once_are_refused(submission, rows, people):
    filled = fill(submission, {rows[0].pk: Answer(value="1", reason="none")}, by=people.member)
    assert "reason" in filled.errors[rows[0].pk]


def test_a_bad_row_does_not_keep_the_good_ones_from_being_saved(submission, rows, people):
    answers = {rows[0].pk: Answer(value="abc"), rows[1].pk: Answer(value="5")}
    filled = fill(submission, answers, by=people.member)
    assert (set(filled.errors), filled.saved) == ({rows[0].pk}, {rows[1].pk})


def test_a_stale_page_is_refused_and_told_what_stands_there(submission, rows, people):
    fill(submission, {rows[0].pk: Answer(value="7,5")}, by=people.coordinator)
    filled = fill(submission, {rows[0].pk: Answer(value="8")}, by=people.member)
    assert "7,5" in filled.stale[rows[0].pk]
    assert IndicatorValue.objects.get().value == Decimal("7.5")


def test_a_stale_page_after_no_data_is_refused(submission, rows, people):
    fill(submission, {rows[0].pk: Answer(reason="not measured")}, by=people.coordinator)
    filled = fill(submission, {rows[0].pk: Answer(value="8")}, by=people.member)
    assert "not measured" in filled.stale[rows[0].pk]


def test_a_foreign_row_refuses_the_whole_page(submission, rows, campaign, other_team, people):
    foreign = campaign.submissions.get(team=other_team).rows.first()
    answers = {rows[0].pk: Answer(value="1"), foreign.pk: Answer(value="1")}
    with pytest.raises(WrongState):
        fill(submission, answers, by=people.member)
    assert not IndicatorValue.objects.exists()


def test_a_sent_value_cannot_be_typed_over(submission, answers, rows, people):
    fill(submission, answers, by=people.member)
    submit(submission, by=people.coordinator)
    filled = fill(submission, {rows[0].pk: Answer(value="99")}, by=people.member)
    assert "value" in filled.errors[rows[0].pk]
    assert set(IndicatorValue.objects.values_list("value", flat=True)) == {Decimal("12.5")}


def test_nothing_is_entered_into_a_closed_campaign(submission, campaign, rows, people):
    close_campaign(campaign, by=people.office)
    filled = fill(submission, {rows[0].pk: Answer(value="1")}, by=people.member)
    assert rows[0].pk in filled.errors


def test_a_ratio_is_kept_as_numerator_and_denominator(submission, rows, people):
    indicator = rows[0].observation.indicator
    indicator.aggregation, indicator.unit_pl, indicator.unit = "ratio", "%", "%"
    indicator.save()
    fill(submission, {rows[0].pk: Answer(numerator="30", denominator="120")}, by=people.member)
    value = IndicatorValue.objects.get()
    assert (value.numerator, value.denominator, value.value) == (30, 120, 25)


@pytest.mark.parametrize(
    ("numerator", "denominator"), [("1", "0"), ("1", "-2"), ("1", ""), ("", "5"), ("x", "5")]
)
def test_a_ratio_needs_two_numbers_and_no_zero_below(submission, rows, people, numerator, denominator):
    indicator = rows[0].observation.indicator
    indicator.aggregation = "ratio"
    indicator.save()
    answer = Answer(numerator=numerator, denominator=denominator)
    assert fill(submission, {rows[0].pk: answer}, by=people.member).errors
    assert not IndicatorValue.objects.exists()


def test_an_odd_value_is_saved_and_asks_for_a_sentence(submission, rows, people, team):
    past = ObservationFactory(
        indicator=rows[0].observation.indicator, municipality=team.municipality, period="2024"
    )
    IndicatorValueFactory(observation=past, value=Decimal("2.8"))
    saved = fill(submission, {rows[0].pk: Answer(value="27")}, by=people.member).rows[rows[0].pk]
    assert (saved.state, saved.question.code) == (RowState.ODD, "slip")
    answer = Answer(value="27", explanation="a new road", token=saved.token)
    assert fill(submission, {rows[0].pk: answer}, by=people.member).rows[rows[0].pk].state == RowState.SAVED


@pytest.mark.parametrize("role", ROLES)
def test_who_may_enter(submission, rows, people, role):
    person = people.by_role(role)
    if role in ("member", "coordinator", "office", "office2"):
        assert fill(submission, {rows[0].pk: Answer(value="1")}, by=person).saved
    else:
        with pytest.raises(PermissionDenied):
            fill(submission, {rows[0].pk: Answer(value="1")}, by=person)


def test_the_answer_to_a_question_is_kept_only_while_it_is_asked(submission, rows, people, indicators):
    place = rows[0].observation.municipality
    before = ObservationFactory(indicator=rows[0].observation.indicator, municipality=place, period="2024")
    IndicatorValueFactory(observation=before, value=12)
    odd = Answer(value="120", explanation="A new road.")
    token = fill(submission, {rows[0].pk: odd}, by=people.member).rows[rows[0].pk].token
    assert IndicatorValue.objects.get(state="draft").explanation == "A new road."
    usual = Answer(value="12,5", explanation="A new road.", token=token)
    fill(submission, {rows[0].pk: usual}, by=people.member)
    assert IndicatorValue.objects.get(state="draft").explanation == ""


@pytest.mark.parametrize("own", [True, False])
def test_the_last_source_is_suggested_only_when_a_person_gave_it(submission, rows, people, own):
    observation = rows[0].observation
    place = observation.municipality
    before = ObservationFactory(indicator=observation.indicator, municipality=place, period="2024")
    IndicatorValueFactory(observation=before, author=people.member if own else None, source="Road office")
    suggested = stored_answer(load_rows(submission)[0]).source
    assert suggested == ("Road office" if own else observation.indicator.data_source)
