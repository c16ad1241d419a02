"""Late corrections: who proposes, who verifies, what stands meanwhile."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from conftest import ROLES
from metropolis.notifications.models import Notice
from monitoring.campaigns.opening import open_campaign
from monitoring.campaigns.rows import RowState, load_rows
from monitoring.factories import CampaignFactory, IndicatorValueFactory, ObservationFactory
from monitoring.models import IndicatorValue, Submission
from monitoring.values.correction import correct
from monitoring.values.forms import Answer, Mistyped
from monitoring.values.locking import lock_period
from monitoring.values.refusals import Stale, WrongState
from monitoring.values.verification import return_value, verify

REASON = "The register was corrected."


@pytest.fixture
def standing(people, team):
    observation = ObservationFactory(municipality=team.municipality, period="2024")
    return IndicatorValueFactory(observation=observation, value=10, author=people.member)


def propose(standing, by, value="12", reason=REASON, seen=1):
    return correct(standing.observation, Answer(value=value, source="GUS"), reason, seen=seen, by=by)


@pytest.mark.parametrize("role", ROLES)
def test_who_proposes_a_correction(people, standing, role):
    person = people.by_role(role)
    if role in ("member", "coordinator", "office", "office2"):
        value = propose(standing, person)
        assert (value.state, value.author, value.revision) == ("submitted", person, 2)
        assert value.correction_reason == REASON
        return
    with pytest.raises(PermissionDenied):
        propose(standing, person)


def test_the_old_value_stands_until_another_person_verifies(people, standing):
    lock_period("2024", by=people.office)
    value = propose(standing, people.office)
    standing.observation.refresh_from_db()
    assert standing.observation.current == standing
    with pytest.raises(PermissionDenied):
        verify(value, by=people.office)
    verify(value, by=people.office2)
    standing.observation.refresh_from_db()
    assert standing.observation.current == value
    assert standing.observation.values.filter(state="verified").count() == 2


def test_public_pages_mark_the_corrected_value_as_revised(people, standing, client):
    verify(propose(standing, people.office), by=people.office2)
    answer = client.get(f"/api/v1/indicators/{standing.observation.indicator.code}/series/").json()
    assert '"revised": true' in str(answer).replace("'", '"').replace("True", "true")


def test_a_returned_correction_leaves_the_value_and_the_campaign_alone(people, team, standing):
    campaign = CampaignFactory(period="2024", indicators=[standing.observation.indicator])
    open_campaign(campaign, by=people.office)
    submission = Submission.objects.with_supplier().get(team=team)
    Submission.objects.update(state="submitted", submitted_at="2025-01-01T00:00Z")
    value = propose(standing, people.member)
    return_value(value, "The register was right.", by=people.office)
    submission.refresh_from_db()
    [row] = load_rows(submission)
    assert (submission.state, row.state) == ("submitted", RowState.VERIFIED)
    notice = Notice.objects.get(user=people.member)
    assert notice.kind == "correction_decided"
    again = propose(standing, people.member, seen=2)
    assert again.revision == 3


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_correction_needs_a_reason(people, standing, reason):
    with pytest.raises(Mistyped):
        propose(standing, people.member, reason=reason)
    assert IndicatorValue.objects.count() == 1


@pytest.mark.parametrize("value", ["", "abc", "10", "12,1234567"])
def test_a_correction_says_another_number(people, standing, value):
    with pytest.raises(Mistyped):
        propose(standing, people.member, value=value)
    assert IndicatorValue.objects.count() == 1


def test_a_page_that_was_overtaken_is_refused(people, standing):
    return_value(propose(standing, people.member), "No.", by=people.office)
    with pytest.raises(Stale):
        propose(standing, people.coordinator, seen=1)


def test_one_correction_at_a_time(people, standing):
    propose(standing, people.member)
    with pytest.raises(WrongState):
        propose(standing, people.coordinator, value="13", seen=2)


def test_a_value_that_never_was_verified_is_not_corrected_but_typed(people, team):
    observation = ObservationFactory(municipality=team.municipality, period="2024")
    with pytest.raises(WrongState):
        correct(observation, Answer(value="1"), REASON, seen=0, by=people.member)
    lock_period("2024", by=people.office)
    late = correct(observation, Answer(value="1"), REASON, seen=0, by=people.member)
    assert verify(late, by=people.office).value == Decimal(1)


@pytest.mark.parametrize("state", ["provisional", "submitted"])
def test_what_waits_in_a_locked_period_is_confirmed_by_a_revision_with_a_reason(people, team, state):
    observation = ObservationFactory(municipality=team.municipality, period="2024")
    figure = IndicatorValueFactory(observation=observation, value=10, state=state)
    with pytest.raises(WrongState):
        correct(observation, Answer(value="10"), REASON, seen=1, by=people.office)
    lock_period("2024", by=people.office)
    with pytest.raises(WrongState):
        verify(figure, by=people.office)
    late = correct(observation, Answer(value="10"), REASON, seen=1, by=people.office)
    figure.refresh_from_db()
    assert (figure.state, bool(figure.reason)) == ("returned", True)
    with pytest.raises(WrongState):
        correct(observation, Answer(value="11"), REASON, seen=2, by=people.member)
    assert verify(late, by=people.office2).value == Decimal(10)


def test_the_page_fills_in_the_figure_that_waits_in_a_locked_period(people, team, client_of):
    observation = ObservationFactory(municipality=team.municipality, period="2024")
    IndicatorValueFactory(observation=observation, value="1234.5", state="provisional", source="GUS BDL, 1")
    lock_period("2024", by=people.office)
    office, address = client_of("office"), f"/wartosci/{observation.pk}/popraw/"
    page = office.get(address).content.decode()
    assert 'value="1\xa0234,5"' in page
    assert 'value="GUS BDL, 1"' in page
    assert address in office.get("/weryfikacja/").content.decode()
    form = {"value": "1\xa0234,5", "correction": REASON, "seen": "1"}
    assert office.post(address, form).status_code == 302
    assert IndicatorValue.objects.get(revision=2).value == Decimal("1234.5")


def test_an_odd_correction_carries_its_reason_as_the_explanation(people, team, standing):
    year = ObservationFactory(
        indicator=standing.observation.indicator, municipality=team.municipality, period="2025"
    )
    value = IndicatorValueFactory(observation=year, value=11)
    odd = propose(value, people.member, value="1000")
    assert odd.explanation == REASON
    assert propose(standing, people.member, value="11").explanation == ""


def test_the_page_of_a_value_leads_to_its_correction(client_of, standing):
    address = f"/wartosci/{standing.observation_id}/"
    member = client_of("member")
    assert f"{address}popraw/" in member.get(address).content.decode()
    assert f"{address}popraw/" not in client_of("other_coordinator").get(address).content.decode()
    form = {"value": "12", "correction": REASON, "seen": "1"}
    wrong = member.post(f"{address}popraw/", form | {"value": "x", "correction": ""})
    assert (wrong.status_code, "Popraw błędy" in wrong.content.decode()) == (422, True)
    stale = member.post(f"{address}popraw/", form | {"seen": "9" * 30})
    assert stale.status_code == 409
    assert member.post(f"{address}popraw/", form).status_code == 302
    assert REASON in member.get(address).content.decode()
    assert "Inna wersja" in member.get(f"{address}popraw/").content.decode()
