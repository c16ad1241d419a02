"""Opening and closing: who owes what."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from conftest import ROLES
from metropolis.notifications.models import Message
from monitoring.campaigns.opening import close_campaign, open_campaign
from monitoring.factories import CampaignFactory
from monitoring.models import Campaign, DueValue, Observation
from monitoring.values.refusals import WrongState
from strategy.factories import IndicatorFactory, MunicipalityFactory
from strategy.models import Partner


def _owners(campaign):
    return {row.supplier: row.rows.count() for row in campaign.submissions.with_supplier()}


def test_each_team_owes_each_municipal_indicator(campaign):
    assert _owners(campaign) == {"skawina": 2, "wieliczka": 2}
    assert campaign.state == "open"


def test_statistics_and_surveys_are_the_offices_and_never_a_teams(people, area):
    rows = [IndicatorFactory(area=area, supplier=supplier) for supplier in ("office", "statistics")]
    campaign = CampaignFactory(indicators=rows)
    open_campaign(campaign, by=people.office)
    assert _owners(campaign) == {"biuro": 4}


def test_an_indicator_of_the_metropolis_is_one_row_without_a_municipality(people, area):
    campaign = CampaignFactory(
        indicators=[IndicatorFactory(area=area, scope="metropolis", supplier="office")]
    )
    open_campaign(campaign, by=people.office)
    [row] = DueValue.objects.filter(submission__campaign=campaign)
    assert row.observation.municipality is None


def test_a_partner_owes_its_own(people, area):
    partner = Partner.objects.create(slug="ztp", name_pl="ZTP", provenance="editorial")
    row = IndicatorFactory(area=area, scope="metropolis", supplier="partner", partner=partner)
    campaign = CampaignFactory(indicators=[row])
    open_campaign(campaign, by=people.office)
    assert _owners(campaign) == {"partner-ztp": 1}


def test_what_nobody_supplies_falls_to_the_office(people, area):
    MunicipalityFactory(slug="without-team")
    campaign = CampaignFactory(indicators=[IndicatorFactory(area=area)])
    open_campaign(campaign, by=people.office)
    assert _owners(campaign) == {"skawina": 1, "wieliczka": 1, "biuro": 1}


@pytest.mark.parametrize(
    ("member_from", "member_to", "asked"),
    [
        (None, None, True),
        (datetime.date(2025, 12, 31), None, True),
        (datetime.date(2026, 1, 1), None, False),
        (None, datetime.date(2025, 1, 1), True),
        (None, datetime.date(2024, 12, 31), False),
    ],
)
def test_only_members_of_the_period_are_asked(people, team, indicators, member_from, member_to, asked):
    team.municipality.member_from, team.municipality.member_to = member_from, member_to
    team.municipality.save()
    campaign = CampaignFactory(indicators=indicators)
    open_campaign(campaign, by=people.office)
    assert ("skawina" in _owners(campaign)) is asked


def test_opening_twice_changes_nothing_and_says_so(campaign, people):
    opened, rows = campaign.opened_at, DueValue.objects.count()
    assert open_campaign(campaign, by=people.office2) is False
    campaign.refresh_from_db()
    assert (campaign.opened_at, campaign.opened_by, DueValue.objects.count()) == (opened, people.office, rows)


def test_two_campaigns_of_a_period_share_the_observations(campaign, indicators, people):
    other = CampaignFactory(indicators=indicators)
    open_campaign(other, by=people.office)
    assert Observation.objects.count() == 4
    assert DueValue.objects.count() == 8


def test_the_members_of_the_asked_teams_are_told_once(campaign, people):
    told = Message.objects.filter(kind="campaign_opened").values_list("to_user__email", flat=True)
    expected = [people.member, people.coordinator, people.other_coordinator]
    assert sorted(told) == sorted(person.email for person in expected)


def test_a_campaign_without_indicators_is_refused(people):
    campaign = CampaignFactory()
    with pytest.raises(WrongState):
        open_campaign(campaign, by=people.office)
    campaign.refresh_from_db()
    assert campaign.state == Campaign.State.PLANNED


def test_a_closed_campaign_opens_again_and_keeps_its_rows(campaign, people):
    rows = set(DueValue.objects.values_list("pk", flat=True))
    assert close_campaign(campaign, by=people.office)
    assert close_campaign(campaign, by=people.office) is False
    assert open_campaign(campaign, by=people.office)
    assert set(DueValue.objects.values_list("pk", flat=True)) == rows


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("office", "office2")])
@pytest.mark.parametrize("deed", [open_campaign, close_campaign])
def test_nobody_but_the_office_opens_or_closes(campaign, people, role, deed):
    with pytest.raises(PermissionDenied):
        deed(campaign, by=people.by_role(role))
