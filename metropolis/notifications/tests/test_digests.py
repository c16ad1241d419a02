from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from metropolis.accounts.factories import UserFactory
from metropolis.notifications import digests, sending
from metropolis.notifications.models import Message, Notice
from metropolis.notifications.tasks import send_digests

pytestmark = pytest.mark.django_db
WARSAW = ZoneInfo("Europe/Warsaw")


def at(text):
    """A moment in Warsaw; 2026-11-23 is a Monday."""
    return datetime.fromisoformat(text).replace(tzinfo=WARSAW)


@pytest.fixture
def told(world, reader):
    """`told("talk", "2026-11-24 15:00")`: a notice of that moment, to the reader."""

    def tell(topic, when, **more):
        key = more.pop("key", f"{topic} {when}")
        world.tell(*more.pop("users", [reader]), topic=topic, key=key, **more)
        Notice.objects.filter(key=key).update(created_at=at(when))

    return tell


def letters():
    """The bodies of what was sent since the last look."""
    mail.outbox.clear()
    sending.send_due()
    return [letter.body for letter in mail.outbox]


@pytest.mark.parametrize(
    ("utc", "morning", "monday"),
    [
        ("2026-11-24T05:59:59", None, None),
        ("2026-11-24T06:00:00", "2026-11-24 07:00", "2026-11-23 07:00"),
        ("2026-11-24T22:30:00", "2026-11-24 07:00", "2026-11-23 07:00"),
        ("2026-11-24T23:30:00", None, None),  # half past midnight of the next day in Warsaw
        ("2026-11-23T06:00:00", "2026-11-23 07:00", "2026-11-23 07:00"),
        ("2026-07-06T05:00:00", "2026-07-06 07:00", "2026-07-06 07:00"),  # summer time
        ("2026-10-25T06:00:00", "2026-10-25 07:00", "2026-10-19 07:00"),  # the clocks went back this night
    ],
)
def test_mornings_are_those_of_warsaw(utc, morning, monday):
    expected = (at(morning), at(monday)) if morning else None
    assert digests.mornings(datetime.fromisoformat(f"{utc}+00:00")) == expected


def test_what_came_by_day_goes_in_the_next_morning(told):
    told("talk", "2026-11-24 15:00")
    assert digests.send_digests(at("2026-11-24 23:59")) == 0
    assert digests.send_digests(at("2026-11-25 06:59")) == 0
    assert digests.send_digests(at("2026-11-25 07:00")) == 1
    assert "talk 2026-11-24 15:00 (24 listopada 2026, godz. 15:00)" in letters()[0]


def test_half_past_eleven_in_greenwich_is_the_next_day_in_warsaw(told):
    told("talk", "2026-11-25 00:30")
    assert digests.send_digests(datetime.fromisoformat("2026-11-24T23:35:00+00:00")) == 0
    assert digests.send_digests(at("2026-11-25 07:00")) == 1


def test_a_digest_goes_once_however_often_the_task_runs(told):
    told("talk", "2026-11-24 15:00")
    moments = ["2026-11-25 07:00", "2026-11-25 07:15", "2026-11-25 20:00", "2026-11-26 07:00"]
    assert [digests.send_digests(at(moment)) for moment in moments] == [1, 0, 0, 0]
    assert Message.objects.count() == 1
    assert not Notice.objects.filter(mailed_at__isnull=True).exists()


def test_one_digest_a_day_whatever_is_added_to_the_past(told):
    told("talk", "2026-11-24 15:00")
    assert digests.send_digests(at("2026-11-25 07:00")) == 1
    told("talk", "2026-11-25 06:59")
    assert digests.send_digests(at("2026-11-25 07:15")) == 0
    assert digests.send_digests(at("2026-11-26 07:00")) == 1


def test_days_that_were_missed_come_in_one_mail(told):
    for day in (20, 21, 22):
        told("talk", f"2026-11-{day} 12:00")
    assert digests.send_digests(at("2026-11-25 11:00")) == 1
    assert letters()[0].count("Zdanie pierwsze.") == 3


def test_weekly_mail_comes_on_monday_or_after_a_missed_monday(world, reader, told):
    world.wish(reader, "weekly", "talk")
    told("talk", "2026-11-18 15:00")
    assert digests.send_digests(at("2026-11-20 09:00")) == 0
    assert digests.send_digests(at("2026-11-24 09:00")) == 1
    told("talk", "2026-11-24 15:00")
    assert digests.send_digests(at("2026-11-29 09:00")) == 0
    assert digests.send_digests(at("2026-11-30 07:00")) == 1


def test_on_monday_the_day_and_the_week_come_in_one_mail(world, reader, told):
    world.wish(reader, "weekly", "news")
    told("news", "2026-11-18 15:00")
    told("talk", "2026-11-22 15:00")
    assert digests.send_digests(at("2026-11-23 07:00")) == 1
    (letter,) = letters()
    assert letter.index("news 2026") < letter.index("talk 2026")
    assert "Wieści: http" in letter
    assert "Rozmowy: http" in letter


def test_what_was_read_or_is_not_wished_any_more_is_left_out(world, reader, told):
    told("talk", "2026-11-24 10:00")
    Notice.objects.update(read_at=at("2026-11-24 11:00"))
    world.wish(reader, "daily", "news")
    told("news", "2026-11-24 12:00")
    world.wish(reader, "none", "news")
    assert digests.send_digests(at("2026-11-25 07:00")) == 0
    world.wish(reader, "daily", "news")
    assert digests.send_digests(at("2026-11-26 07:00")) == 0
    assert not Message.objects.exists()


def test_what_waits_when_one_wishes_mail_at_once_still_comes(world, reader, told):
    told("talk", "2026-11-24 10:00")
    world.wish(reader, "at_once", "talk")
    assert digests.send_digests(at("2026-11-25 07:00")) == 1


def test_what_was_read_between_the_writing_and_the_sending_is_left_out(told):
    told("talk", "2026-11-24 10:00")
    digests.send_digests(at("2026-11-25 07:00"))
    Notice.objects.update(read_at=at("2026-11-25 07:01"))
    assert letters() == []


def test_a_digest_gathers_by_plan_and_names_it_once(world, told):
    told("talk", "2026-11-24 10:00", group="plan-a", key="a1")
    told("talk", "2026-11-24 10:30", group="", key="other")
    told("talk", "2026-11-24 11:00", group="plan-b", key="b1")
    told("talk", "2026-11-24 12:00", group="plan-a", key="a2")
    told("talk", "2026-11-24 13:00", group="plan-a", key="secret")
    world.hidden.add("secret")
    digests.send_digests(at("2026-11-25 07:00"))
    (letter,) = letters()
    places = [letter.index(text) for text in ("Plan A\n=", ": a1", ": a2", "Plan B\n=", ": b1", ": other")]
    assert places == sorted(places)
    assert letter.count("Plan A") == 1
    assert "secret" not in letter
    assert mail.outbox[0].subject == "4 powiadomienia z portalu"


def test_a_long_digest_ends_somewhere(told, monkeypatch):
    monkeypatch.setattr("metropolis.notifications.mails.MOST", 2)
    for hour in range(10, 15):
        told("talk", f"2026-11-24 {hour}:00")
    digests.send_digests(at("2026-11-25 07:00"))
    (letter,) = letters()
    assert letter.count("Zdanie pierwsze.") == 2
    assert "Jeszcze 3 są w portalu." in letter


def test_each_reader_gets_a_digest_in_ones_own_language(told):
    told("talk", "2026-11-24 10:00", users=[UserFactory(language="en"), UserFactory()])
    assert digests.send_digests(at("2026-11-25 07:00")) == 2
    letters()
    assert {letter.subject for letter in mail.outbox} == {
        "1 notice from the portal",
        "1 powiadomienie z portalu",
    }


def test_a_fault_with_one_person_does_not_stop_the_others(told, monkeypatch):
    people = UserFactory.create_batch(2)
    told("talk", "2026-11-24 10:00", users=people)
    good = digests.wishes_of
    monkeypatch.setattr(digests, "wishes_of", lambda user: 1 / 0 if user == people[0] else good(user))
    assert digests.send_digests(at("2026-11-25 07:00")) == 1


def test_a_digest_costs_the_same_for_one_notice_and_thirty(told, django_assert_num_queries):
    told("talk", "2026-11-24 10:00")
    with django_assert_num_queries(13) as few:
        digests.send_digests(at("2026-11-25 07:00"))
    for minute in range(30):
        told("talk", f"2026-11-25 10:{minute:02}")
    with django_assert_num_queries(len(few)):
        digests.send_digests(at("2026-11-26 07:00"))


def test_notices_that_were_read_are_forgotten_after_180_days(told):
    for day in ("2026-05-01 12:00", "2026-06-30 12:00"):
        told("talk", day)
    Notice.objects.update(read_at=at("2026-07-01 12:00"))
    told("talk", "2026-05-02 12:00")  # never read: it stays
    assert digests.forget_old(at("2026-11-25 07:00")) == 1
    assert Notice.objects.count() == 2


def test_the_task_of_the_clock_does_both(told):
    told("talk", "2020-01-01 12:00")
    Notice.objects.update(read_at=at("2020-01-02 12:00"))
    send_digests()
    assert not Notice.objects.exists()
