"""An open campaign that asks the team of the cast for two values, and a link for the first of them."""

import datetime

import pytest
from django.utils import timezone

from monitoring.campaigns.opening import open_campaign
from monitoring.factories import CampaignFactory
from monitoring.links.asking import send_link
from monitoring.links.tokens import Opened, token_for
from monitoring.models import Submission
from strategy.factories import IndicatorFactory


@pytest.fixture
def indicators(area):
    return [
        IndicatorFactory(area=area, code="4.1", name_pl="Uczniowie", name_en="Pupils", unit_pl="osoby"),
        IndicatorFactory(area=area, code="4.2", name_pl="Recykling", name_en="Recycling"),
    ]


@pytest.fixture
def campaign(indicators, people):
    campaign = CampaignFactory(slug="2025", indicators=indicators)
    open_campaign(campaign, by=people.office)
    campaign.refresh_from_db()
    return campaign


@pytest.fixture
def submission(campaign, team):
    return Submission.objects.with_supplier().get(campaign=campaign, team=team)


@pytest.fixture
def rows(submission):
    return list(submission.rows.select_related("observation").order_by("observation__indicator__order"))


@pytest.fixture
def ask(submission, people, rows):
    """`ask(by=..., rows=...)`: send a link for the first row until tomorrow."""

    def send(**changes):
        wanted = {
            "rows": rows[:1],
            "name": "Szkoła Podstawowa nr 2",
            "email": "szkola@example.org",
            "language": "pl",
            "deadline": timezone.localdate() + datetime.timedelta(days=1),
            "by": people.coordinator,
        } | changes
        return send_link(submission, wanted.pop("rows"), **wanted)

    return send


@pytest.fixture
def link(ask):
    return ask()


@pytest.fixture
def opened(link):
    return Opened(link, link.version)


@pytest.fixture
def url(link):
    return f"/podaj-dane/{token_for(link)}/"
