import re
from email import message_from_bytes, policy

import pytest
from django.core import mail
from django.core.signing import Signer
from django.test import Client

from metropolis.accounts.factories import UserFactory
from metropolis.notifications import sending, unsubscribing
from metropolis.notifications.models import Message
from metropolis.notifications.wishes import wishes_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def stranger():
    """A mail program: no session, and no CSRF token."""
    return Client(enforce_csrf_checks=True)


def link(user, *topics):
    return unsubscribing.address(user.pk, list(topics)).removeprefix("http://localhost:8000")


@pytest.fixture
def path(world, reader, settings):
    settings.BASE_URL = "http://localhost:8000"
    return link(reader, "news")


def test_a_mail_carries_the_headers_of_one_click(world, reader, settings):
    settings.BASE_URL = "https://portal.example.org"
    world.tell(reader)
    sending.send_due()
    letter = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=policy.default)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    (address,) = re.findall(r"^<(https://portal\.example\.org/\S+)>$", letter["List-Unsubscribe"].strip())
    assert address in mail.outbox[0].body


def test_the_link_is_not_kept_in_the_outbox(world, reader):
    world.tell(reader)
    assert Message.objects.get().context == {"notice": reader.notices.get().pk}


def test_one_click_stops_the_topic_without_a_session(stranger, path, reader):
    answer = stranger.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert wishes_of(reader) == {"news": "none", "talk": "daily"}


def test_looking_changes_nothing(stranger, path, reader):
    assert stranger.get(path).status_code == stranger.head(path).status_code == 200
    assert wishes_of(reader)["news"] == "at_once"
    assert "Zrezygnować z tych e-maili?" in stranger.get(path).content.decode()


@pytest.mark.parametrize("before", ["at_once", "daily", "weekly"])
def test_it_can_be_taken_back_to_what_was_before(world, stranger, path, reader, before):
    world.wish(reader, before)
    page = stranger.post(path).content.decode()
    assert "Przywróć" in page
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', page))
    assert fields == {"restore": "1", "news": before}
    stranger.post(path, fields)
    assert wishes_of(reader)["news"] == before


@pytest.mark.parametrize("posted", [{}, {"news": "hourly"}, {"talk": "none"}])
def test_a_restoring_that_makes_no_sense_goes_back_to_the_default(stranger, path, reader, posted):
    stranger.post(path)
    stranger.post(path, {"restore": "1", **posted})
    assert wishes_of(reader) == {"news": "at_once", "talk": "daily"}


def test_twice_is_as_good_as_once(stranger, path, reader):
    stranger.post(path)
    page = stranger.post(path).content.decode()
    assert 'name="news" value="at_once"' in page


def test_the_link_of_a_digest_stops_all_its_topics(stranger, path, reader):
    stranger.post(link(reader, "news", "talk"))
    assert set(wishes_of(reader).values()) == {"none"}


def test_a_wrong_signature_is_nothing(stranger, path, reader):
    other = UserFactory()
    token = path.split("/")[-2]
    forged = link(other, "news").split("/")[-2].split(":")[0] + ":" + token.split(":")[1]
    foreign = Signer(salt="another").sign_object([reader.pk, "news"])
    for bad in (token[:-1], f"x{token}", forged, foreign, "broken"):
        address = f"/powiadomienia/rezygnacja/{bad}/"
        assert stranger.get(address).status_code == stranger.post(address).status_code == 404
    assert wishes_of(other)["news"] == wishes_of(reader)["news"] == "at_once"


def test_a_person_or_a_topic_that_is_gone_is_nothing(stranger, path, reader):
    assert stranger.post(link(reader, "forgotten")).status_code == 404
    reader.delete()
    assert stranger.post(path).status_code == 404


def test_the_page_is_in_the_language_of_the_mail(stranger, path):
    page = stranger.get(f"/en{path}").content.decode()
    assert "Stop these e-mails?" in page
    assert "noindex" in page
