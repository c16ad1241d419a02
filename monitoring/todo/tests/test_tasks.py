"""The task list: what each person has to do."""

import datetime

import pytest
from django.utils import timezone

from conftest import ROLES
from forums.tests.plan_world import draft_plan
from monitoring.campaigns.opening import open_campaign
from monitoring.factories import CampaignFactory, IndicatorValueFactory
from strategy.factories import IndicatorFactory

TASKS = "/moje-zadania/"


@pytest.fixture
def campaign(people, area):
    campaign = CampaignFactory(slug="2025", indicators=[IndicatorFactory(area=area)])
    open_campaign(campaign, by=people.office)
    return campaign


@pytest.mark.parametrize("role", ROLES)
def test_everybody_who_is_signed_in_has_a_task_list(client_of, campaign, role):
    assert client_of(role).get(TASKS).status_code == (302 if role == "public" else 200)


@pytest.mark.parametrize("role", ["member", "coordinator", "other_coordinator"])
def test_a_team_is_asked_for_its_own_data_by_a_day(client_of, campaign, role):
    page = client_of(role).get(TASKS).content.decode()
    own, other = ("skawina", "wieliczka") if role != "other_coordinator" else ("wieliczka", "skawina")
    assert f"/kampanie/2025/{own}/" in page
    assert f"/kampanie/2025/{other}/" not in page
    assert "do końca dnia" in page


@pytest.mark.parametrize("role", ["forum_member", "board_member", "former_member", "administrator"])
def test_whoever_owes_nothing_is_told_so_and_what_to_do_next(client_of, campaign, role):
    page = client_of(role).get(TASKS).content.decode()
    assert "Teraz nie masz nic do zrobienia" in page
    assert "/wskazniki/" in page
    assert "/kampanie/2025/" not in page


def test_what_is_overdue_is_named_and_first(client_of, people, area, campaign):
    late = CampaignFactory(
        slug="2024", period="2024", indicators=campaign.indicators.all(),
        deadline=timezone.localdate() - datetime.timedelta(days=1),
    )  # fmt: skip
    open_campaign(late, by=people.office)
    page = client_of("member").get(TASKS).content.decode()
    assert "Termin minął" in page
    assert page.index("/kampanie/2024/") < page.index("/kampanie/2025/")


def test_a_deadline_lasts_to_the_end_of_its_day(client_of, campaign):
    campaign.deadline = timezone.localdate()
    campaign.save()
    assert "Termin minął" not in client_of("member").get(TASKS).content.decode()


def test_a_task_of_a_closed_campaign_is_gone(client_of, campaign):
    campaign.state = "closed"
    campaign.save()
    assert "Teraz nie masz nic do zrobienia" in client_of("member").get(TASKS).content.decode()


def test_the_office_sees_campaigns_queue_and_what_another_person_decides(client_of, people, campaign):
    IndicatorValueFactory(state="submitted", author=people.member)
    IndicatorValueFactory(state="submitted", author=people.office)
    page = client_of("office").get(TASKS).content.decode()
    assert "2 wartości czekają na weryfikację" in page
    assert "1 wprowadzona przez Ciebie" in page
    assert "/kampanie/2025/" in page
    assert "Wysłano 0 z 2" in page


def test_a_forum_sees_its_draft_and_the_commission_what_waits_for_its_opinion(client_of, people, area):
    plan = draft_plan(area)
    assert f"/plany/{plan.slug}/projekt/" in client_of("forum_member").get(TASKS).content.decode()
    assert plan.slug not in client_of("commission_member").get(TASKS).content.decode()
    type(plan).objects.filter(pk=plan.pk).update(state="with_commission")
    assert f"/plany/{plan.slug}/opiniowanie/" in client_of("commission_member").get(TASKS).content.decode()
    assert plan.slug not in client_of("member").get(TASKS).content.decode()
