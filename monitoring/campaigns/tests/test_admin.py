"""Campaigns, observations and values in the admin."""

import datetime

import pytest
from django.utils import timezone

from conftest import ROLES
from monitoring.campaigns.admin_forms import due_in, free_slug, suggested
from monitoring.factories import CampaignFactory, IndicatorValueFactory
from monitoring.models import Campaign, IndicatorValue
from strategy.factories import IndicatorFactory
from strategy.indicators.periods import Period

ADD = "/admin/monitoring/campaign/add/"


def _fields(indicators, **more):
    deadline = timezone.localdate() + datetime.timedelta(days=30)
    fields = {"period": "2025", "slug": "2025", "deadline": deadline.isoformat(), "message": ""}
    return fields | {"indicators": [row.pk for row in indicators]} | more


def test_saving_and_opening_is_one_click_and_leads_to_the_matrix(client_of, people, indicators):
    answer = client_of("office").post(ADD, _fields(indicators, _open="1"))
    campaign = Campaign.objects.get()
    assert (campaign.state, campaign.opened_by) == ("open", people.office)
    assert answer.url == campaign.get_absolute_url()


def test_saving_alone_asks_nobody_and_leads_to_where_it_is_opened(client_of, people, indicators):
    answer = client_of("office").post(ADD, _fields(indicators, _save="1"))
    campaign = Campaign.objects.get()
    assert (campaign.state, campaign.submissions.count()) == ("planned", 0)
    assert answer.url == campaign.get_absolute_url()


def test_ticking_nothing_asks_for_all_that_is_due(client_of, people, indicators):
    client_of("office").post(ADD, _fields([], _save="1"))
    assert set(Campaign.objects.get().indicators.all()) == set(indicators)


@pytest.mark.parametrize(
    "wrong", [{"period": "2025-Q9"}, {"period": "2025-Q1"}, {"deadline": "2020-01-01"}, {"slug": ""}]
)
def test_a_wrong_campaign_is_not_saved(client_of, people, indicators, wrong):
    answer = client_of("office").post(ADD, _fields(indicators, **wrong))
    assert answer.status_code == 200
    assert not Campaign.objects.exists()


def test_an_opened_campaign_keeps_its_period_and_indicators(client_of, campaign, indicators):
    change = f"/admin/monitoring/campaign/{campaign.pk}/change/"
    client_of("office").post(change, _fields(indicators[:1], period="2024", message="Hello"))
    campaign.refresh_from_db()
    assert (campaign.period, campaign.message, campaign.indicators.count()) == ("2025", "Hello", 2)


def test_the_buttons_close_and_open_again(client_of, campaign, indicators):
    change = f"/admin/monitoring/campaign/{campaign.pk}/change/"
    for button, state in (("_close", "closed"), ("_open", "open")):
        client_of("office").post(change, _fields(indicators) | {button: "1"})
        campaign.refresh_from_db()
        assert campaign.state == state


def test_the_action_of_the_list_opens_campaigns(client_of, people, indicators):
    campaign = CampaignFactory(indicators=indicators)
    fields = {"action": "open_selected", "_selected_action": [campaign.pk]}
    client_of("office").post("/admin/monitoring/campaign/", fields)
    campaign.refresh_from_db()
    assert campaign.state == "open"


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("office", "office2")])
def test_nobody_else_makes_campaigns(client_of, indicators, role):
    assert client_of(role).post(ADD, _fields(indicators, _open="1")).status_code in (302, 403, 404)
    assert not Campaign.objects.exists()


@pytest.mark.parametrize("kind", ["observation", "indicatorvalue"])
def test_values_are_read_only_in_the_admin(client_of, people, kind):
    value = IndicatorValueFactory(state="submitted")
    pk = value.observation_id if kind == "observation" else value.pk
    office = client_of("office")
    assert office.get(f"/admin/monitoring/{kind}/").status_code == 200
    assert office.get(f"/admin/monitoring/{kind}/{pk}/change/").status_code == 200
    assert office.post(f"/admin/monitoring/{kind}/{pk}/change/", {"value": "1"}).status_code in (403, 404)
    assert office.get(f"/admin/monitoring/{kind}/add/").status_code in (403, 404)
    assert office.post(f"/admin/monitoring/{kind}/{pk}/delete/", {"post": "yes"}).status_code in (403, 404)
    assert IndicatorValue.objects.get() == value


@pytest.mark.parametrize("kind", ["campaign", "observation", "indicatorvalue"])
def test_an_admin_list_costs_the_same_for_one_row_and_thirty(
    client_of, people, django_assert_max_num_queries, kind
):
    office, address = client_of("office"), f"/admin/monitoring/{kind}/"
    CampaignFactory()
    IndicatorValueFactory()
    office.get(address)
    with django_assert_max_num_queries(15) as few:
        office.get(address)
    for _number in range(29):
        CampaignFactory()
        IndicatorValueFactory(state="submitted", author=people.member)
    with django_assert_max_num_queries(15) as many:
        office.get(address)
    assert len(few) == len(many)


def test_a_new_campaign_starts_with_what_is_due_last_year(db):
    yearly, _quarterly = IndicatorFactory(), IndicatorFactory(frequency="quarter")
    known = IndicatorFactory(frequency="two_years", first_due_period=str(timezone.localdate().year - 1))
    IndicatorFactory(frequency="two_years", first_due_period=str(timezone.localdate().year - 2))
    IndicatorFactory(frequency="two_years")
    assert set(suggested()["indicators"]) == {yearly.pk, known.pk}


def test_an_indicator_is_not_due_before_its_first_period(db):
    IndicatorFactory(first_due_period="2026")
    assert due_in(Period.parse("2025")) == []
    assert len(due_in(Period.parse("2026"))) == 1


def test_a_second_campaign_of_a_period_gets_an_address_of_its_own(db):
    CampaignFactory(slug="2025")
    CampaignFactory(slug="2025-2")
    assert (free_slug("2025"), free_slug("2024")) == ("2025-3", "2024")
