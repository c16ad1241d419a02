"""What the page of tasks costs the person who is asked for everything at once."""

import pytest
from django.utils import timezone

from forums.adoption.tests.world import bring, ready_plan
from forums.factories import CommissionMemberFactory, ForumMemberFactory, TeamFactory, TeamMemberFactory
from forums.tests.plan_world import draft_plan
from monitoring.campaigns.models import OFFICE_SLUG
from monitoring.campaigns.opening import open_campaign
from monitoring.factories import CampaignFactory, IndicatorValueFactory, ObservationFactory
from monitoring.models import (
    Observation,
    OfficialFigure,
    ProgressReport,
    ReportSection,
    Snapshot,
    StatisticsRun,
)
from strategy.factories import ActionFactory, IndicatorFactory

TASKS, MOST = "/moje-zadania/", 14


@pytest.fixture
def everything(people, area, municipality, forum, commission):
    """A coordinator of two teams, chair of a forum and member of a commission, for whom everything waits."""
    user = people.coordinator
    TeamMemberFactory(team=TeamFactory(), user=user, role="coordinator")
    ForumMemberFactory(forum=forum, user=user, role="chair")
    CommissionMemberFactory(commission=commission, user=user)
    indicators = [IndicatorFactory(area=area, code=f"4.9{n}") for n in range(3)]
    indicators.append(IndicatorFactory(area=area, code="4.99", supplier="office"))
    ActionFactory(plan__area=area, lead_municipality=municipality)
    for year in (2024, 2025):
        campaign = CampaignFactory(slug=str(year), period=str(year), indicators=indicators)
        open_campaign(campaign, by=people.office)
        seen = Observation.objects.filter(period=str(year), municipality=municipality)
        for observation, state in zip(seen, ("draft", "returned"), strict=False):
            IndicatorValueFactory(observation=observation, state=state, author=user)
    _ask_about_plans(area, people)
    _ask_about_a_report(people, forum)
    _ask_about_a_figure(people, municipality)


def _ask_about_plans(area, people):
    """One in a consultation, one in a draft, one with the commission."""
    bring(ready_plan(area), people.office, "open_consultation")
    draft_plan(area, slug="w-komisji", code="4.P3", state="with_commission")
    draft_plan(area, slug="pisany", code="4.P4")


def _ask_about_a_report(people, forum):
    """For a chapter and for comments."""
    report = ProgressReport.objects.create(
        slug="uwagi", title_pl="Szkic", title_en="Draft", period="2025", as_of=timezone.localdate(),
        state="comments", comments_until=timezone.localdate(), created_by=people.office,
        snapshot=Snapshot.objects.create(content={}, sha256="0"),
    )  # fmt: skip
    ReportSection.objects.create(report=report, chapter="summary", forum=forum)


def _ask_about_a_figure(people, municipality):
    """To be confirmed or contested."""
    seen = ObservationFactory(municipality=municipality, period="2023")
    value = IndicatorValueFactory(observation=seen, state="provisional")
    run = StatisticsRun.objects.create(started_by=people.office, origin="file", year_from=2023, year_to=2023)
    OfficialFigure.objects.create(value=value, run=run, variable=1, unit="011212006113")


def test_who_is_asked_for_everything_at_once_costs_no_more_than_fourteen_queries(
    everything, client_of, django_assert_max_num_queries
):
    page = client_of("coordinator")
    html = page.get(TASKS).content.decode()
    for asked in ("/kampanie/2024/", "/kampanie/2025/", "/konsultacje/", "/w-komisji/opiniowanie/",
                  "/pisany/projekt/", "/raporty/uwagi/"):  # fmt: skip
        assert asked in html
    with django_assert_max_num_queries(MOST):
        page.get(TASKS)


def test_the_office_costs_no_more_with_everything_open(everything, client_of, django_assert_max_num_queries):
    office = client_of("office")
    assert f"/kampanie/2025/{OFFICE_SLUG}/" in office.get(TASKS).content.decode()
    with django_assert_max_num_queries(MOST):
        office.get(TASKS)
