"""Who is reminded of what, once, in which language, and who when nobody is there."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from forums.models import TeamMember
from metropolis.notifications.models import Message, Notice, Preference
from metropolis.notifications.sending import send_due
from monitoring.campaigns.opening import open_campaign
from monitoring.factories import CampaignFactory, IndicatorValueFactory
from monitoring.models import Campaign, PeriodLock, Reminder, Submission
from monitoring.progress.entry import save_draft
from monitoring.progress.tests.world import IN_PROGRESS, plan_with_action
from monitoring.reminders.dues import outstanding
from monitoring.reminders.planning import coming, due_on
from monitoring.reminders.sending import send_reminders
from strategy.factories import IndicatorFactory

TODAY = datetime.date(2026, 6, 12)
DEADLINE = TODAY + datetime.timedelta(days=3)


def later(days):
    return TODAY + datetime.timedelta(days=days)


@pytest.fixture
def campaign(people):
    """Open since May, due in three days; asks both teams of the cast for one value."""
    campaign = CampaignFactory(slug="2025", indicators=[IndicatorFactory()], deadline=DEADLINE)
    open_campaign(campaign, by=people.office)
    Campaign.objects.update(opened_at="2026-05-01T10:00Z")
    Message.objects.all().delete()
    return campaign


@pytest.fixture
def submission(campaign, team):
    return Submission.objects.get(campaign=campaign, team=team)


def told():
    """Addresses with the kind of what they were sent."""
    send_due()
    return {message.to_email for message in Message.objects.filter(state="sent")}


def test_members_are_asked_and_where_there_is_none_the_coordinator(people, campaign):
    send_reminders(TODAY)
    assert told() == {people.member.email, people.other_coordinator.email}
    assert Notice.objects.get(user=people.member).path == "/kampanie/2025/skawina/"
    assert set(Reminder.objects.values_list("level", "rung")) == {("members", -3), ("coordinator", -3)}


def test_a_second_run_sends_nothing_and_the_next_rung_comes_on_its_day(campaign):
    assert len(send_reminders(TODAY)) == 2
    assert send_reminders(TODAY) == []
    assert send_reminders(later(2)) == []
    assert [one.rung for one in send_reminders(DEADLINE)] == [0, 0]
    # A month without runs: only the latest rung, once.
    assert [one.rung for one in send_reminders(later(3 + 36))] == [35, 35]
    assert Reminder.objects.count() == 6


def test_work_that_is_done_stops_the_reminders_even_those_not_sent_yet(people, submission):
    send_reminders(TODAY)
    Submission.objects.update(state="submitted", submitted_at=timezone.now())
    assert told() == set()
    assert send_reminders(DEADLINE) == []


def test_when_everything_is_answered_the_coordinator_is_asked_to_send(people, submission):
    IndicatorValueFactory(observation=submission.rows.get().observation, state="draft")
    send_reminders(TODAY)
    assert people.coordinator.email in told()
    assert people.member.email not in told()


def test_one_letter_for_all_that_a_person_owes(people, campaign):
    more = CampaignFactory(slug="q", period="2025-Q1", deadline=DEADLINE)
    more.indicators.add(IndicatorFactory(frequency="quarter"))
    open_campaign(more, by=people.office)
    Campaign.objects.update(opened_at="2026-05-01T10:00Z")
    Message.objects.all().delete()
    send_reminders(TODAY)
    send_due()
    [notice] = Notice.objects.filter(user=people.member)
    assert len(notice.context["own"]) == 2
    assert notice.path == "/moje-zadania/"
    assert Message.objects.filter(to_user=people.member).count() == 1


def test_a_letter_is_in_the_language_of_its_reader(people, campaign, mailoutbox):
    people.member.language = "en"
    people.member.save()
    send_reminders(TODAY)
    send_due()
    subjects = {mail.to[0]: mail.subject for mail in mailoutbox}
    assert "Reminder" in subjects[people.member.email]
    assert "Przypomnienie" in subjects[people.other_coordinator.email]
    assert "Skawina" in next(mail.body for mail in mailoutbox if mail.to[0] == people.member.email)


def silence(*users):
    for user in users:
        Preference.objects.create(user=user, topic="reminders", frequency="none")


def test_a_wish_for_no_mail_passes_the_reminder_on(people, campaign, team, mailoutbox):
    silence(people.member)
    send_reminders(TODAY)
    assert people.coordinator.email in told()
    silence(people.coordinator)
    team.secretariat_email = "sekretariat@example.org"
    team.save()
    send_reminders(DEADLINE)
    assert "sekretariat@example.org" in told()
    letter = next(mail for mail in mailoutbox if mail.to == ["sekretariat@example.org"])
    assert "Skawina" in letter.body
    team.secretariat_email = ""
    team.save()
    send_reminders(later(6))
    assert people.office.email in told()
    silence(people.office, people.office2)
    send_reminders(later(10))
    forced = Message.objects.filter(kind="reminder", to_user__in=[people.office, people.office2])
    assert forced.count() == 2
    levels = Reminder.objects.filter(thing__endswith=f"-{Submission.objects.get(team=team).pk}")
    assert list(levels.order_by("rung").values_list("level", flat=True)) == [
        "coordinator",
        "secretariat",
        "office",
        "office",
    ]


def test_what_stays_late_goes_up_step_by_step_and_never_twice(people, campaign, team, submission, mailoutbox):
    team.secretariat_email = "sekretariat@example.org"
    team.save()
    Submission.objects.exclude(pk=submission.pk).delete()
    nearest, office = {people.member.email}, {people.office.email, people.office2.email}
    expected = [
        (0, nearest),
        (3, nearest | {people.coordinator.email}),
        (7, nearest | {people.coordinator.email, "sekretariat@example.org"}),
        (21, nearest | {people.coordinator.email, "sekretariat@example.org"} | office),
        (35, nearest | {people.coordinator.email, "sekretariat@example.org"} | office),
    ]
    for days, who in expected:
        mailoutbox.clear()
        send_reminders(DEADLINE + datetime.timedelta(days=days))
        send_reminders(DEADLINE + datetime.timedelta(days=days))
        send_due()
        assert sorted(mail.to[0] for mail in mailoutbox) == sorted(who), days
    body = next(mail.body for mail in mailoutbox if mail.to == [people.office.email])
    assert "nikt nie zareagował" in body
    assert Reminder.objects.get(rung=21).told == 5


def test_the_office_gets_all_that_stays_late_in_one_letter(people, campaign, mailoutbox):
    send_reminders(DEADLINE + datetime.timedelta(days=21))
    send_due()
    [letter] = [mail for mail in mailoutbox if mail.to == [people.office.email]]
    assert ("Skawina" in letter.body, "Wieliczka" in letter.body) == (True, True)


def test_who_wants_no_mail_is_not_asked_for_others_either(people, campaign):
    silence(people.coordinator)
    send_reminders(later(6))
    assert people.coordinator.email not in told()


def test_the_dry_run_and_the_page_name_those_higher_up(people, campaign, client_of, settings):
    out = StringIO()
    call_command("send_reminders", dry_run=True, day=str(later(24)), stdout=out)
    assert f"also office: {people.office.name}" in out.getvalue()
    Campaign.objects.update(deadline=timezone.localdate() - datetime.timedelta(days=21))
    assert "bo termin minął" in client_of("office").get("/przypomnienia/").content.decode()


def test_a_reminder_names_the_reports_on_actions_that_are_missing(people, area, team):
    action = plan_with_action(area, team)
    campaign = CampaignFactory(slug="2025", indicators=[IndicatorFactory()], deadline=DEADLINE)
    open_campaign(campaign, by=people.office)
    due = next(one for one in outstanding() if one.team == team.pk)
    assert "brakuje 1 sprawozdania z działania" in due.sentence()
    save_draft(action, "2025", IN_PROGRESS, token="", by=people.member)
    due = next(one for one in outstanding() if one.team == team.pk)
    assert "sprawozdania" not in due.sentence()


def test_a_daily_wish_waits_for_the_digest(people, campaign):
    Preference.objects.create(user=people.member, topic="reminders", frequency="daily")
    send_reminders(TODAY)
    assert people.member.email not in told()
    assert Notice.objects.get(user=people.member).mailed_at is None


def test_where_nobody_is_left_nothing_is_used_up(people, campaign):
    TeamMember.objects.update(valid_to=later(-3000))
    type(people.office).objects.filter(pk__in=[people.office.pk, people.office2.pk]).update(is_active=False)
    assert send_reminders(TODAY) == []
    assert not Reminder.objects.exists()
    assert [row.to for row in due_on(TODAY)] == [None, None]


def test_a_deadline_that_was_moved_begins_a_new_ladder(campaign):
    send_reminders(TODAY)
    Campaign.objects.update(deadline=later(14))
    assert [one.rung for one in send_reminders(TODAY)] == [-14, -14]


def test_nobody_is_reminded_of_a_locked_period(people, campaign):
    PeriodLock.objects.create(period="2025", locked_by=people.office, locked_at=timezone.now())
    assert send_reminders(TODAY) == []


def test_the_opening_is_not_repeated_as_a_reminder(people, campaign):
    Campaign.objects.update(opened_at=f"{TODAY}T10:00Z")
    assert send_reminders(TODAY) == []
    assert [one.rung for one in send_reminders(DEADLINE)] == [0, 0]


def test_the_dry_run_prints_and_sends_nothing(people, campaign):
    out = StringIO()
    call_command("send_reminders", dry_run=True, day="2026-06-12", stdout=out)
    assert people.member.name in out.getvalue()
    assert "2 would be sent." in out.getvalue()
    assert not Reminder.objects.exists()
    for faulty in ({"day": "2026-06-12"}, {"day": "jutro", "dry_run": True}):
        with pytest.raises(CommandError):
            call_command("send_reminders", **faulty)


def test_the_page_says_who_is_next_and_when(people, campaign, client_of, django_assert_max_num_queries):
    office = client_of("office")
    send_reminders(TODAY)
    page = office.get("/przypomnienia/").content.decode()
    assert "Skawina" in page
    assert people.member.name in page
    rows = coming(TODAY)
    assert {(row.day, row.rung) for row in rows} == {(DEADLINE, 0)}
    with django_assert_max_num_queries(15) as few:
        office.get("/przypomnienia/")
    for number in range(5):
        more = CampaignFactory(slug=f"k{number}", indicators=[IndicatorFactory()], deadline=DEADLINE)
        open_campaign(more, by=people.office)
    with django_assert_max_num_queries(15) as many:
        office.get("/przypomnienia/")
    assert len(few) == len(many)
