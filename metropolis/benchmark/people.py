"""The people and the campaign of the benchmark: one of the Office, one team that owes a whole grid."""

import datetime
from decimal import Decimal

from forums.models import BodyMember, GoverningBody, Team, TeamMember
from metropolis.accounts.models import User
from monitoring.campaigns.opening import open_campaign
from monitoring.models import Campaign
from strategy.models import Indicator

from .size import Size
from .structure import EXAMPLE, both, bulk


def build_people(office: GoverningBody) -> tuple[User, User]:
    """A person of the Office and the coordinator of the first team."""
    clerk = User.objects.create_user("biuro@example.org", name="Biuro (przykład)")
    BodyMember.objects.create(body=office, user=clerk)
    coordinator = User.objects.create_user("zespol@example.org", name="Koordynator (przykład)")
    TeamMember.objects.create(team=Team.objects.order_by("pk").first(), user=coordinator, role="coordinator")
    return clerk, coordinator


def build_campaign(size: Size, indicators: list[Indicator], clerk: User) -> Campaign:
    """An open campaign in which each team owes `size.grid` values; missing indicators are added."""
    extra = bulk(Indicator, [
        Indicator(
            code=f"X.{n}", order=n, kind="output", scope="municipality", direction="increase",
            supplier="municipality", frequency="year", precision=1, weight=Decimal(1), aggregation="sum",
            **both("name", f"Dodatkowy {n}"), **both("unit", "szt."), **EXAMPLE,
        )
        for n in range(size.grid - len(indicators))
    ])  # fmt: skip
    campaign = Campaign.objects.create(slug="2026", period="2026", deadline=datetime.date(2099, 12, 31))
    campaign.indicators.set([*indicators, *extra])
    open_campaign(campaign, by=clerk)
    return campaign
