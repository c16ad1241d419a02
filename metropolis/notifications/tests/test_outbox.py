from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext

from metropolis.accounts.factories import UserFactory
from metropolis.notifications import outbox, sending
from metropolis.notifications.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """Kinds of messages of these tests only."""
    monkeypatch.setattr(outbox, "_builders", {"hello": lambda message: ("Subject\nline", "Text")})
    return outbox._builders


def post(**kwargs):
    return outbox.post("hello", **{"key": "k", "to_email": "a@example.org", **kwargs})


def due_again(message):
    Message.objects.filter(pk=message.pk).update(next_try_at=timezone.now())


def test_a_message_is_sent_once():
    message = post()
    assert sending.send(message.pk)
    assert not sending.send(message.pk)
    assert sending.send_due() == 0
    assert [letter.subject for letter in mail.outbox] == ["Subject line"]


def test_a_second_sender_at_the_same_moment_sends_nothing(kinds):
    def build(message):
        assert not sending.send(message.pk)  # another worker, while this one writes
        assert sending.send_due() == 0
        return "Subject", "Text"

    kinds["hello"] = build
    sending.send(post().pk)
    assert len(mail.outbox) == 1


def test_the_same_news_is_posted_once():
    assert post() == post(to_email="other@example.org")
    assert Message.objects.count() == 1


def test_a_message_lives_and_dies_with_the_change_it_speaks_of():
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_a_worker_is_woken_only_after_the_commit(monkeypatch, django_capture_on_commit_callbacks):
    woken = []
    monkeypatch.setattr(outbox, "wake", woken.append)
    with django_capture_on_commit_callbacks(execute=True):
        message = post()
        assert woken == []
    assert woken == [message.pk]


@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_text_is_in_the_language_of_its_reader(kinds, language):
    kinds["hello"] = lambda message: (gettext("messages"), translation.get_language())
    sending.send(post(to_email="", to_user=UserFactory(language=language)).pk)
    assert mail.outbox[0].body.startswith(f"{language}\n\n--\n")


def test_a_message_that_became_pointless_is_dropped(kinds):
    kinds["hello"] = lambda message: None
    message = post()
    sending.send(message.pk)
    message.refresh_from_db()
    assert (message.state, mail.outbox) == (Message.State.DROPPED, [])


def test_what_failed_is_tried_again_later_and_later(kinds):
    def refuse(message):
        raise ConnectionError("mail server is away")

    kinds["hello"] = refuse
    message = post()
    waits = []
    for _attempt in sending.DELAYS:
        sending.send(message.pk)
        message.refresh_from_db()
        assert "mail server is away" in message.reason
        waits.append(message.next_try_at - timezone.now())
        due_again(message)
    assert waits == sorted(waits)
    assert waits[0] > timedelta(seconds=50)
    sending.send(message.pk)
    message.refresh_from_db()
    assert message.state == Message.State.FAILED


def test_one_bad_message_does_not_stop_the_others(kinds):
    kinds["bad"] = lambda message: 1 / 0
    outbox.post("bad", key="bad", to_email="a@example.org")
    post(key="good")
    assert sending.send_due() == 1


def test_a_sender_that_died_is_replaced_after_its_lease(kinds):
    message = post()

    def die(_message):
        raise KeyboardInterrupt

    good, kinds["hello"] = kinds["hello"], die
    with pytest.raises(KeyboardInterrupt):
        sending.send(message.pk)
    kinds["hello"] = good
    assert sending.send_due() == 0
    due_again(message)
    assert sending.send_due() == 1
