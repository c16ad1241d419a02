"""An action in force that the team of the shared cast answers for, and a campaign that asks about it."""

import pytest

from monitoring.campaigns.filling import fill
from monitoring.campaigns.opening import open_campaign
from monitoring.factories import CampaignFactory
from monitoring.models import Submission
from monitoring.values.forms import Answer as ValueAnswer
from strategy.factories import IndicatorFactory

from .world import plan_with_action


@pytest.fixture
def action(area, team, people):
    return plan_with_action(area, team)


@pytest.fixture
def campaign(action, area, people):
    """Open for 2025, with one indicator, for both municipalities of the cast."""
    campaign = CampaignFactory(slug="2025", indicators=[IndicatorFactory(area=area, code="4.1")])
    open_campaign(campaign, by=people.office)
    campaign.refresh_from_db()
    return campaign


@pytest.fixture
def submission(campaign, team, people):
    """What the team owes; its one value is entered."""
    found = Submission.objects.with_supplier().get(campaign=campaign, team=team)
    fill(found, {found.rows.get().pk: ValueAnswer(value="5")}, by=people.member)
    return found
