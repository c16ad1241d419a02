"""Who may send a link, what is in it, and what ends it."""

import datetime

import pytest
from django.core import mail, signing
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from conftest import ROLES
from metropolis.notifications.models import Message
from metropolis.notifications.sending import send_due
from monitoring.links.asking import revoke, send_again
from monitoring.links.tokens import find, token_for
from monitoring.models import ReporterLink, Submission
from monitoring.values.refusals import Refused, WrongState


@pytest.mark.parametrize("role", [role for role in ROLES if role != "public"])
def test_who_may_ask(role, ask, people):
    if role in ("coordinator", "office", "office2"):
        assert ask(by=people.by_role(role)).made_by == people.by_role(role)
    else:
        with pytest.raises(PermissionDenied):
            ask(by=people.by_role(role))


def test_the_mail_holds_the_address_and_the_database_does_not(link, people):
    send_due()
    [letter] = [one for one in mail.outbox if one.to == ["szkola@example.org"]]
    token = token_for(link)
    assert f"/podaj-dane/{token}/" in letter.body
    assert "Uczniowie" in letter.body
    assert "Recykling" not in letter.body
    assert token not in str(list(Message.objects.values())) + str(list(ReporterLink.objects.values()))


def test_the_mail_is_in_the_language_that_was_chosen(ask):
    ask(language="en")
    send_due()
    [letter] = [one for one in mail.outbox if one.to == ["szkola@example.org"]]
    assert "/en/podaj-dane/" in letter.body
    assert "Pupils" in letter.body


def test_a_link_that_was_withdrawn_before_the_mail_went_out_is_not_sent(link, people):
    revoke(link, by=people.office)
    send_due()
    assert not [one for one in mail.outbox if one.to == ["szkola@example.org"]]


def test_sending_again_makes_a_new_secret_and_ends_the_old_one(link, people):
    old = token_for(link)
    again = send_again(link, timezone.localdate(), by=people.coordinator)
    assert token_for(again) != old
    assert not find(old).is_latest
    assert find(token_for(again)).is_latest
    assert Message.objects.filter(kind="reporter_link").count() == 2


def test_a_withdrawn_link_can_be_sent_again(link, people):
    link = revoke(link, by=people.coordinator)
    assert (link.works, link.state) == (False, "revoked")
    with pytest.raises(WrongState):
        revoke(link, by=people.coordinator)
    assert send_again(link, timezone.localdate(), by=people.office).works


@pytest.mark.parametrize("days", [-1, 93])
def test_a_deadline_is_neither_past_nor_far(days, ask):
    with pytest.raises(Refused):
        ask(deadline=timezone.localdate() + datetime.timedelta(days=days))


def test_rows_of_another_team_cannot_be_asked_for(ask, campaign, other_team):
    foreign = Submission.objects.get(campaign=campaign, team=other_team).rows.first()
    with pytest.raises(Refused):
        ask(rows=[foreign])
    with pytest.raises(Refused):
        ask(rows=[])


def test_another_coordinator_ends_nothing(link, people):
    for deed in (lambda by: revoke(link, by=by), lambda by: send_again(link, timezone.localdate(), by=by)):
        with pytest.raises(PermissionDenied):
            deed(people.other_coordinator)


@pytest.mark.parametrize(
    "token", ["", "x", "a:b", "eyJhIjoxfQ:abc", signing.Signer(salt="other").sign_object([1, 1])]
)
def test_a_token_that_we_have_not_made_is_nothing(token, link):
    assert find(token) is None


@pytest.mark.parametrize("content", [[1], {"a": 1}, 5, [None, 1]])
def test_a_signed_token_of_another_shape_is_nothing(content, db):
    assert find(signing.Signer(salt="monitoring.links").sign_object(content)) is None
