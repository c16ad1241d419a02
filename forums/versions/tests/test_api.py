"""`plans/` with versions and drafts: the public reads what was adopted, people with a role read drafts."""

import hashlib

import pytest

from forums.factories import ForumFactory
from forums.models import ActionResponsibility, PlanAssignment
from forums.tests.plan_world import add_item, build_plan, draft_plan, version_of
from strategy.factories import ActionFactory, ActionPlanFactory, FundingSourceFactory
from strategy.models import ActionPlan

pytestmark = pytest.mark.django_db
PLANS = "/api/v1/plans/"
INSIDERS = ["member", "forum_chair", "commission_member", "board_member", "office", "administrator"]
OUTSIDERS = ["public", "former_member"]


@pytest.fixture
def world(people):
    return build_plan(people)


def plan_of(browser, slug, **headers):
    return browser.get(f"{PLANS}{slug}/", headers=headers).json()


def test_an_adopted_plan_says_by_which_resolution_and_what_the_text_is(client, world, area):
    plan = ActionPlan.objects.get(slug="plan-przyjety")
    made = ActionFactory(plan=plan, code="4.P2.1")
    made.funding.create(source=FundingSourceFactory(), year=2026, planned=100, secured=40)
    made.funding.create(source=FundingSourceFactory(), year=2027, planned=1)
    ActionFactory(plan=plan, code="4.P2.2")
    row = plan_of(client, "plan-przyjety")
    assert (row["code"], row["area"], row["state"]) == ("4.P2", "4", "adopted")
    assert (row["period_start"], row["period_end"]) == (2026, 2030)
    assert (row["actions_count"], row["planned"], row["secured"]) == (2, "101.00", "40.00")
    version = row["current_version"]
    assert (version["number"], version["adopted_number"]) == (1, 1)
    assert version["resolution"] == {
        "body": "board",
        "number": "1/2026",
        "adopted_on": "2026-01-15",
        "document_url": None,
    }
    assert row["sections"] == [
        {"key": "diagnoza", "title": "Diagnoza", "html": "<p>Autobusy jeżdżą rzadko.</p>"}
    ]
    assert row["html_url"] == "http://testserver/plany/plan-przyjety/"
    assert client.get(row["versions_url"]).json()["count"] == 1
    assert client.get(row["actions_url"]).json()["count"] == 2


def test_the_file_of_a_version_has_its_checksum(client, world):
    version = plan_of(client, "plan-przyjety")["current_version"]
    content = client.get(version["content_url"]).content
    assert hashlib.sha256(content).hexdigest() == version["checksum"]


def test_a_plan_without_an_adopted_text_has_no_numbers(client, world):
    row = plan_of(client, "plan-w-projekcie")
    keys = ("current_version", "actions_count", "planned", "secured")
    assert [row[key] for key in keys] == [None] * 4
    assert row["sections"] == []


def test_headings_follow_the_language(client, world):
    assert plan_of(client, "plan-przyjety", accept_language="en")["sections"][0]["title"] == "Diagnosis"


def test_a_state_that_nobody_knows_is_null(client, area):
    ActionPlanFactory(area=area, slug="nieznany")
    assert plan_of(client, "nieznany")["state"] is None


@pytest.mark.parametrize("role", [*INSIDERS, *OUTSIDERS])
def test_only_people_with_a_role_know_of_an_amendment_and_of_drafts(client_of, world, role):
    ActionPlan.objects.filter(slug="plan-przyjety").update(amendment_state="draft")
    browser, insider = client_of(role), role in INSIDERS
    assert plan_of(browser, "plan-przyjety")["amendment_state"] == ("draft" if insider else None)
    for slug in ("plan-przyjety", "plan-w-projekcie"):
        assert browser.get(f"{PLANS}{slug}/draft/").status_code == (200 if insider else 404)
    versions = browser.get(f"{PLANS}plan-w-projekcie/versions/").json()
    assert versions["count"] == (1 if insider else 0)
    one = browser.get(f"{PLANS}plan-w-projekcie/versions/1/")
    assert one.status_code == (200 if insider else 404)


def test_a_draft_is_the_document_that_would_be_frozen(client_of, world):
    plan = ActionPlan.objects.get(slug="plan-w-projekcie")
    answer = client_of("member").get(f"{PLANS}plan-w-projekcie/draft/")
    row = answer.json()
    assert (row["state"], row["is_amendment"]) == ("draft", False)
    assert row["document"] == plan.versions.get().content
    assert row["html_url"] == "http://testserver/plany/plan-w-projekcie/?wersja=projekt"
    assert answer["Cache-Control"].startswith("private")


def test_a_draft_that_changed_has_another_etag(client_of, world):
    browser, address = client_of("member"), f"{PLANS}plan-w-projekcie/draft/"
    known = {"if-none-match": browser.get(address)["ETag"]}
    assert browser.get(address, headers=known).status_code == 304
    plan = ActionPlan.objects.get(slug="plan-w-projekcie")
    add_item(plan, "action", "4.P1.3", {"title": "Nowe"})
    assert len(browser.get(address, headers=known).json()["document"]["actions"]) == 3


@pytest.mark.parametrize("slug", ["plan-przyjety", "nothing"])
def test_where_nothing_is_under_work_there_is_no_draft(client_of, world, slug):
    answer = client_of("office").get(f"{PLANS}{slug}/draft/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_what_a_caller_may_see_is_part_of_the_etag(client_of, world):
    address = f"{PLANS}plan-przyjety/"
    tags = {client_of(role).get(address)["ETag"] for role in ("public", "member", "office")}
    assert len(tags) == 3


def test_versions_come_newest_first_and_the_last_adopted_one_is_in_force(client_of, people, area):
    plan = draft_plan(area, slug="p", state="adopted")
    for adopted_number in (1, None, 2, None):
        version_of(plan, people.office, adopted_number=adopted_number)
    rows = client_of("public").get(f"{PLANS}p/versions/").json()["results"]
    assert [(row["number"], row["adopted_number"]) for row in rows] == [(3, 2), (1, 1)]
    assert plan_of(client_of("public"), "p")["current_version"]["number"] == 3
    everything = client_of("member").get(f"{PLANS}p/versions/?ordering=number").json()["results"]
    assert [row["number"] for row in everything] == [1, 2, 3, 4]
    assert client_of("public").get(rows[0]["url"]).json() == rows[0]


@pytest.mark.parametrize(
    "path", ["nothing/versions/", "plan-przyjety/versions/99/", "nothing/versions/1/", "nothing/"]
)
def test_what_is_not_there_is_a_problem_with_a_reason(client, world, path):
    answer = client.get(f"{PLANS}{path}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_versions_have_nothing_to_search_in(client, world):
    answer = client.get(f"{PLANS}plan-przyjety/versions/?search=a")
    assert list(answer.json()["errors"]) == ["search"]


def test_the_forum_is_the_assigned_one_or_the_lead_of_the_area(client, area, forum):
    ActionPlanFactory(area=area, slug="a")
    other = ForumFactory(area=area, slug="inne-forum")
    PlanAssignment.objects.create(plan=ActionPlanFactory(area=area, slug="b"), forum=other)
    found = {row["slug"]: row["forum"] for row in client.get(PLANS).json()["results"]}
    assert found == {"a": "forum-rozwoju-gospodarczego", "b": "inne-forum"}


def test_plans_are_filtered_and_ordered(client, world):
    assert client.get(f"{PLANS}?state=adopted&area=4").json()["count"] == 1
    assert client.get(f"{PLANS}?state=unknown").status_code == 400
    rows = client.get(f"{PLANS}?ordering=-code").json()["results"]
    assert [row["code"] for row in rows] == ["4.P2", "4.P1"]


def test_lists_come_as_files(client, world):
    text = b"".join(client.get(f"{PLANS}?format=csv").streaming_content).decode()
    assert "board,1/2026,2026-01-15" in text
    text = b"".join(client.get(f"{PLANS}plan-przyjety/versions/?format=csv").streaming_content).decode()
    assert text.count("\n") == 2


def test_an_action_names_the_team_that_answers_for_it(client, team):
    made = ActionFactory(code="4.P1.1")
    known = {"if-none-match": client.get("/api/v1/actions/4.P1.1/")["ETag"]}
    ActionResponsibility.objects.create(action=made, team=team)
    row = client.get("/api/v1/actions/4.P1.1/", headers=known).json()
    assert row["responsible_team"] == team.slug


def test_a_list_costs_the_same_for_one_plan_and_thirty(client, people, area, django_assert_num_queries):
    def adopt(number):
        plan = draft_plan(area, slug=f"p{number}", code=f"9.{number}", state="adopted")
        version_of(plan, people.office, adopted_number=1)

    adopt(0)
    with django_assert_num_queries(6):  # version, count, rows, adopted versions, two about forums
        client.get(PLANS)
    for number in range(1, 31):
        adopt(number)
    with django_assert_num_queries(6):
        client.get(PLANS)
    with django_assert_num_queries(4):  # version, plan, count, rows
        client.get(f"{PLANS}p1/versions/")
