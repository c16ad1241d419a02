"""Typed text is never lost: whoever may not save any more gets it back."""

import pytest
from django.test import Client

from .pages import ONE, SECTION, form_of, save


def test_an_expired_session_gives_the_text_back(section):
    answer = save(Client(), "<p>Długi tekst</p>", 1, note="uwaga")
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "&lt;p&gt;Długi tekst&lt;/p&gt;" in text
    assert 'name="note" value="uwaga"' in text
    assert "w nowej karcie" in text
    assert section.revisions.count() == 1


def test_the_given_back_form_saves_after_signing_in(section, people):
    browser = Client()
    pairs = save(browser, "<p>Długi tekst</p>", 1).context["carried"].pairs
    browser.force_login(people.forum_member)
    assert browser.post(SECTION, dict(pairs)).status_code == 302
    section.refresh_from_db()
    assert section.head.content == {"html": "<p>Długi tekst</p>"}


def test_a_form_that_is_too_old_gives_the_text_back(section, people):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people.forum_member)
    answer = browser.post(
        SECTION, {"html": "<p>Długi</p>", "base": 1}, headers={"Origin": "http://testserver"}
    )
    assert answer.status_code == 403
    assert "Długi" in answer.content.decode()
    assert ("html", "<p>Długi</p>") in answer.context["carried"].pairs


@pytest.mark.parametrize("headers", [{"Origin": "https://zle.example"}, {"Sec-Fetch-Site": "cross-site"}, {}])
def test_text_of_another_site_is_not_offered(section, people, headers):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(people.forum_member)
    answer = browser.post(SECTION, {"html": "<p>Podstęp</p>", "base": 1}, headers=headers)
    assert answer.status_code == 403
    assert "Podstęp" not in answer.content.decode()


@pytest.mark.parametrize(("state", "proposes"), [("consultation", True), ("with_commission", False)])
def test_a_state_that_changed_in_the_middle_gives_the_text_back(plan, section, client_of, state, proposes):
    plan.state = state
    plan.save()
    answer = save(client_of("forum_member"), "<p>Mój tekst</p>", 1)
    text = answer.content.decode()
    assert answer.status_code == 403
    assert answer.context["reason"] in text
    assert "&lt;p&gt;Mój tekst&lt;/p&gt;" in text
    assert ("Zamień w propozycję" in text) is proposes


def test_a_right_that_ended_gives_the_text_back(section, people):
    browser = Client()
    browser.force_login(people.former_member)
    answer = save(browser, "<p>Mój tekst</p>", 1)
    assert answer.status_code == 403
    assert "Mój tekst" in answer.content.decode()
    assert browser.get(SECTION).status_code == 404


def test_an_action_typed_by_somebody_signed_out_comes_back_whole(plan, action):
    data = form_of(plan, action, title="Zupełnie inny", goals=["1", "2"])
    answer = Client().post(ONE, data)
    pairs = answer.context["carried"].pairs
    assert ("title", "Zupełnie inny") in pairs
    assert [value for name, value in pairs if name == "goals"] == ["1", "2"]
