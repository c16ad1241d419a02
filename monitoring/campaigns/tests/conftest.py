"""An open campaign that asks the team of the shared cast for values."""

import pytest

from monitoring.campaigns.opening import open_campaign
from monitoring.factories import CampaignFactory
from monitoring.models import Submission
from monitoring.values.forms import Answer
from strategy.factories import IndicatorFactory


@pytest.fixture
def indicators(area):
    return [
        IndicatorFactory(
            area=area, code="4.1", name_pl="Drogi dla rowerów", name_en="Cycle paths", unit_pl="km"
        ),
        IndicatorFactory(area=area, code="4.2", name_pl="Recykling", name_en="Recycling"),
    ]


@pytest.fixture
def campaign(indicators, people):
    """Open, with two indicators, for both municipalities of the cast."""
    campaign = CampaignFactory(slug="2025", indicators=indicators)
    open_campaign(campaign, by=people.office)
    campaign.refresh_from_db()
    return campaign


@pytest.fixture
def submission(campaign, team):
    return Submission.objects.with_supplier().get(campaign=campaign, team=team)


@pytest.fixture
def rows(submission):
    """The rows of the team, in the order of the page."""
    return list(submission.rows.select_related("observation").order_by("observation__indicator__order"))


@pytest.fixture
def answers(rows):
    """A number for each row."""
    return {row.pk: Answer(value="12,5") for row in rows}
