"""The matrix of a campaign with more suppliers than a page holds."""

import datetime

import pytest
from django.utils import timezone

from forums.factories import TeamFactory
from monitoring.campaigns.matrix import PAGE_SIZE
from monitoring.campaigns.opening import open_campaign
from monitoring.factories import CampaignFactory
from monitoring.models import DueValue, Submission
from strategy.factories import IndicatorFactory, MunicipalityFactory

ADDRESS = "/kampanie/2025/"
COUNT = PAGE_SIZE + 2


@pytest.fixture
def crowded(people, area):
    """Two teams more than a page holds; the last by name is the first to have sent."""
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    campaign = CampaignFactory(slug="2025", indicators=[IndicatorFactory(area=area)], deadline=yesterday)
    Submission.objects.all().delete()
    for number in reversed(range(COUNT)):
        TeamFactory(municipality=MunicipalityFactory(slug=f"g-{number:02}", name_pl=f"Gmina {number:02}"))
    open_campaign(campaign, by=people.office)
    last = Submission.objects.filter(team__municipality__slug=f"g-{COUNT - 1}")
    last.update(state=Submission.State.SUBMITTED, submitted_at=timezone.now(), submitted_by=people.office)
    DueValue.objects.filter(submission__in=last).update(no_data_reason="Gmina tego nie mierzy.")
    return campaign


def context(browser, query=""):
    return browser.get(f"{ADDRESS}?{query}").context


def test_teams_come_a_page_at_a_time_in_the_order_of_their_municipalities(crowded, client_of):
    office = client_of("office")
    total = Submission.objects.count()
    pages = [context(office, f"od=teams&page={number}") for number in (1, 2)]
    names = [line.name for page in pages for line, _cells in page["lines"]]
    assert len(pages[0]["lines"]) == PAGE_SIZE
    assert len(names) == len(set(names)) == total
    assert [name for name in names if name.startswith("Gmina")] == [f"Gmina {n:02}" for n in range(COUNT)]
    assert pages[0]["kinds"] == [("teams", "Zespoły gminne", total)]
    assert (pages[1]["sent"], pages[1]["total"]) == (1, total)


def test_the_list_of_who_has_not_sent_says_how_many_more_there_are(crowded, client_of):
    page = client_of("office").get(ADDRESS)
    assert len(page.context["waiting"]) == PAGE_SIZE
    left = Submission.objects.count() - 1
    assert f"Lista pokazuje pierwsze {PAGE_SIZE} z {left}." in page.content.decode()


def test_those_who_are_late_are_found_on_whichever_page_they_are(crowded, client_of):
    office = client_of("office")
    pages = [context(office, f"od=teams&tylko=spoznione&page={number}") for number in (1, 2)]
    late = [line.name for page in pages for line, _cells in page["lines"]]
    assert len(late) == Submission.objects.count() - 1
    assert f"Gmina {COUNT - 2:02}" in late
    assert f"Gmina {COUNT - 1:02}" not in late
