import pytest
from django.core import mail
from django.db import transaction

from metropolis.accounts.factories import UserFactory
from metropolis.notifications import outbox, registry, sending
from metropolis.notifications.models import Message, Notice
from metropolis.notifications.notices import in_language, without_language

pytestmark = pytest.mark.django_db


# What a person said about a topic, and what follows: a mail now, or a notice that waits for a digest.
@pytest.mark.parametrize(
    ("topic", "said", "mails", "waits"),
    [
        ("news", None, 1, False),
        ("news", "at_once", 1, False),
        ("news", "daily", 0, True),
        ("news", "weekly", 0, True),
        ("news", "none", 0, False),
        ("talk", None, 0, True),
        ("talk", "at_once", 1, False),
        ("talk", "none", 0, False),
        ("gone", None, 0, False),
    ],
)
def test_how_a_wish_is_met(world, reader, topic, said, mails, waits):
    if said:
        world.wish(reader, said, topic)
    world.tell(reader, topic=topic)
    assert Message.objects.count() == mails
    assert (Notice.objects.get().mailed_at is None) is waits


def test_nobody_is_told_the_same_twice(world, reader):
    world.tell(reader, reader)
    world.tell(reader, UserFactory())
    assert reader.notices.count() == 1
    assert Notice.objects.count() == Message.objects.count() == 2


def test_a_notice_lives_and_dies_with_the_change_it_speaks_of(world, reader):
    with transaction.atomic():
        world.tell(reader)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert not Message.objects.exists()


def test_a_blocked_account_is_told_nothing(world):
    world.tell(UserFactory(is_active=False))
    assert not Notice.objects.exists()


def test_many_people_cost_what_one_costs(world, django_assert_num_queries):
    people = UserFactory.create_batch(60)
    with django_assert_num_queries(7):  # savepoint, told, wishes, write, read back, messages, release
        world.tell(people[0], key="one")
    with django_assert_num_queries(7):
        world.tell(*people, key="many")
    assert Message.objects.count() == 61


def test_one_worker_is_woken_for_many(world, monkeypatch, django_capture_on_commit_callbacks):
    woken = []
    monkeypatch.setattr(outbox, "wake_all", lambda: woken.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        world.tell(*UserFactory.create_batch(3))
    assert woken == [1]


def test_the_mail_says_it_all_in_the_language_of_its_reader(world):
    world.tell(UserFactory(language="pl"), UserFactory(language="en"))
    sending.send_due()
    polish, english = sorted(mail.outbox, key=lambda letter: letter.to)
    assert polish.subject == "Gmina: k1"
    assert english.subject == "Municipality: k1"
    assert "Plan A\n\nZdanie pierwsze.\n\nOtwórz w portalu:\nhttp" in polish.body
    assert "/en/powiadomienia/" in english.body
    assert "Wieści: http" in polish.body


def test_a_mail_never_says_more_than_its_reader_may_see(world, reader):
    world.tell(reader)
    world.hidden.add("k1")
    assert sending.send_due() == 0
    assert Message.objects.get().state == "dropped"


def test_who_was_blocked_meanwhile_gets_no_mail(world, reader):
    world.tell(reader)
    type(reader).objects.update(is_active=False)
    assert sending.send_due() == 0


def test_a_kind_that_the_portal_has_no_longer_is_silent(world, reader):
    world.tell(reader)
    registry._kinds.clear()
    assert registry.texts_of(Notice.objects.all()) == [(Notice.objects.get(), None)]


@pytest.mark.parametrize("path", ["https://example.org/", "//example.org/", "plany/"])
def test_a_notice_leads_nowhere_else(world, reader, path):
    with pytest.raises(ValueError, match="not an address"):
        world.tell(reader, path=path)


def test_an_address_loses_the_language_of_who_acted_and_gets_that_of_its_reader():
    assert without_language("/en/plany/a/#b") == without_language("/plany/a/#b") == "/plany/a/#b"
    assert in_language("/plany/a/", "en") == "/en/plany/a/"
    assert in_language("/plany/a/", "pl") == "/plany/a/"


def test_names_are_registered_once(world):
    with pytest.raises(ValueError, match="twice"):
        registry.register_topic("news", "Wieści")
    with pytest.raises(ValueError, match="twice"):
        registry.notice_kind("word")(lambda notice: None)
