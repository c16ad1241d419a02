"""Progress in the API: what was accepted for all, and a PATCH that never overwrites another person."""

import pytest

from conftest import ROLES
from monitoring.models import ProgressRevision
from monitoring.progress.deciding import accept
from monitoring.progress.entry import save_draft

from .world import IN_PROGRESS

URL = "/api/v1/actions/4.P7.1/progress/?period=2025"


def patch(browser, etag="", **body):
    headers = {"HTTP_IF_MATCH": etag} if etag else {}
    return browser.patch(URL, body, content_type="application/json", **headers)


@pytest.fixture
def accepted(action, people):
    report = save_draft(action, "2024", IN_PROGRESS, token="", by=people.member).latest
    ProgressRevision.objects.update(state="submitted")
    return accept(report, by=people.office)


def test_an_action_shows_its_latest_accepted_report(accepted, client):
    found = client.get("/api/v1/actions/4.P7.1/").json()["progress"]
    assert (found["period"], found["stage"], found["percent"], found["spent"]) == (
        "2024", "in_progress", 40, "0.00",
    )  # fmt: skip
    assert client.get("/api/v1/actions/").json()["results"][0]["progress"] == found
    assert "in_progress" in client.get("/api/v1/actions/?format=csv").getvalue().decode()


def test_an_action_without_a_report_says_so(action, client):
    assert client.get("/api/v1/actions/4.P7.1/").json()["progress"] is None


def test_the_list_costs_the_same_for_one_action_and_many(
    accepted, area, team, client, django_assert_max_num_queries
):
    from .world import plan_with_action

    for number in range(5):
        plan_with_action(area, team, code=f"4.P{20 + number}.1", slug=f"plan-{number}")
    with django_assert_max_num_queries(15):
        assert client.get("/api/v1/actions/").json()["count"] == 6


def test_a_report_is_changed_field_by_field(action, client_of):
    browser = client_of("member")
    empty = browser.get(URL)
    assert (empty.json()["state"], empty.json()["stage"]) == (None, None)
    first = patch(browser, empty["ETag"], stage="in_progress", percent=20)
    assert (first.status_code, first.json()["state"]) == (200, "draft")
    spent = [{"source": "OWN", "year": 2025, "amount": "12.50"}]
    second = patch(browser, first["ETag"], spending=spent)
    assert (second.json()["percent"], second.json()["spent"]) == (20, "12.50")
    assert browser.get(URL)["ETag"] == second["ETag"]
    assert browser.get(URL, HTTP_IF_NONE_MATCH=second["ETag"]).status_code == 304


def test_without_if_match_it_is_428_and_with_a_stale_one_412(action, client_of):
    mine, theirs = client_of("member"), client_of("coordinator")
    etag = mine.get(URL)["ETag"]
    missing = patch(mine, stage="done")
    assert (missing.status_code, missing["Content-Type"]) == (428, "application/problem+json")
    assert patch(theirs, etag, stage="not_started").status_code == 200
    assert patch(mine, etag, stage="done").status_code == 412
    assert ProgressRevision.objects.get().stage == "not_started"


def test_what_was_sent_is_409(action, client_of):
    browser = client_of("member")
    patch(browser, browser.get(URL)["ETag"], stage="done")
    ProgressRevision.objects.update(state="submitted")
    assert patch(browser, browser.get(URL)["ETag"], stage="in_progress").status_code == 409


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "stage"),
        ({"stage": "flying"}, "stage"),
        ({"stage": "delayed", "percent": 1}, "blocks"),
        ({"stage": "in_progress", "percent": 101}, "percent"),
        ({"stage": "done", "colour": "red"}, "colour"),
        ({"stage": "done", "milestones": [{"key": "umowa", "reached_on": "2999-01-01"}]}, "milestones.umowa"),
        ({"stage": "done", "spending": [{"source": "X", "year": 2025, "amount": "1"}]}, "spending.0"),
        ({"stage": "done", "spending": [{"source": "OWN", "year": 2025, "amount": "x"}]}, "spending"),
    ],
)
def test_a_mistake_is_named_by_its_field(body, field, action, client_of):
    browser = client_of("member")
    answer = patch(browser, browser.get(URL)["ETag"], **body)
    assert answer.status_code == 400
    assert field in answer.json()["errors"]
    assert not ProgressRevision.objects.exists()


@pytest.mark.parametrize(
    "query", ["", "?period=", "?period=x", "?period=2025&colour=red"], ids=["none", "empty", "bad", "unknown"]
)
def test_the_period_is_needed_and_nothing_else_known(query, action, client_of):
    assert client_of("member").get(f"/api/v1/actions/4.P7.1/progress/{query}").status_code == 400


ENTER = {"member", "coordinator", "office", "office2"}
INSIDERS = set(ROLES) - {"public", "former_member", "administrator"}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("state", "seen"), [("draft", ENTER), ("submitted", INSIDERS), ("accepted", set(ROLES))]
)
def test_who_reads_and_who_writes(role, state, seen, action, people, client_of):
    from django.utils import timezone

    save_draft(action, "2025", IN_PROGRESS, token="", by=people.member)
    ProgressRevision.objects.update(state=state, published_at=timezone.now())
    browser = client_of(role)
    read = browser.get(URL)
    assert read.status_code == (200 if role in seen else 404)
    if role not in ENTER:
        written = patch(browser, read.get("ETag", '"x"'), stage="done")
        assert written.status_code == (403 if role in seen else 404)


def test_an_example_is_no_action_of_the_api(area, team, people, client_of):
    from .world import plan_with_action

    plan_with_action(area, team, is_example=True)
    assert client_of("office").get(URL).status_code == 404
