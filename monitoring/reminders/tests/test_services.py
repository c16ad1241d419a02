"""Two jobs at the same moment."""

import datetime

import pytest

from metropolis.notifications.models import Message, Notice
from monitoring.campaigns.opening import open_campaign
from monitoring.campaigns.tests.test_services import at_once
from monitoring.factories import CampaignFactory
from monitoring.models import Campaign, Reminder
from monitoring.reminders.sending import send_reminders
from strategy.factories import IndicatorFactory

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


def test_two_jobs_at_once_remind_once(people):
    today = datetime.date(2026, 6, 12)
    for number in range(4):
        campaign = CampaignFactory(slug=f"k{number}", indicators=[IndicatorFactory()], deadline=today)
        open_campaign(campaign, by=people.office)
    Campaign.objects.update(opened_at="2026-05-01T10:00Z")
    Message.objects.all().delete()
    one, other = at_once(lambda: send_reminders(today), lambda: send_reminders(today))
    assert len(one) + len(other) == Reminder.objects.count() == 8
    things = [
        thing for notice in Notice.objects.filter(user=people.member) for thing in notice.context["own"]
    ]
    assert len(things) == len(set(things)) == 4
