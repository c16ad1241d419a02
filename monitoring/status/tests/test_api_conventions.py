"""What every resource of the API keeps: languages, errors, pages, ETags, CSV, limits, CORS."""

import csv
import io
import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.models import IndicatorValue
from strategy.factories import (
    GoalFactory,
    IndicatorFactory,
    MunicipalityFactory,
    TargetFactory,
    ThematicAreaFactory,
)

pytestmark = pytest.mark.django_db
LISTS = ["areas", "goals", "municipalities", "indicators", "values", "reports"]


def fill(number):
    """So many areas, goals, indicators, municipalities and values."""
    for municipality in MunicipalityFactory.create_batch(number):
        area = ThematicAreaFactory()
        goal = GoalFactory(area=area)
        indicator = IndicatorFactory(area=area, aggregation="sum")
        indicator.goals.add(goal)
        TargetFactory(indicator=indicator)
        observation = ObservationFactory(indicator=indicator, municipality=municipality, period="2025")
        IndicatorValueFactory(observation=observation, value=Decimal("-5.25"), note="=1+1")


def problem_of(response):
    assert response["Content-Type"] == "application/problem+json"
    body = json.loads(response.content)
    assert body["status"] == response.status_code
    assert {"type", "title", "detail"} <= body.keys()
    return body


def text_of(response):
    return b"".join(response.streaming_content).decode()


# --- language -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "spoken", "name"),
    [
        ("", "pl", "Gospodarka"),
        ("en", "en", "Economy"),
        ("en-GB,pl;q=0.5", "en", "Economy"),
        ("pl;q=0.4, en;q=0.9", "en", "Economy"),
        ("de, fr;q=0.5", "pl", "Gospodarka"),
        ("en;q=0, pl", "pl", "Gospodarka"),
    ],
)
def test_texts_follow_accept_language(client, area, asked, spoken, name):
    response = client.get("/api/v1/areas/", headers={"accept-language": asked} if asked else {})
    assert response["Content-Language"] == spoken
    row = response.json()["results"][0]
    assert row["name"] == name
    assert row["html_url"].startswith("http://testserver/en/" if spoken == "en" else "http://testserver/o")
    assert "Accept-Language" in response["Vary"]


def test_errors_speak_the_language_of_the_caller(client, db):
    polish = problem_of(client.get("/api/v1/areas/?colour=red"))
    english = problem_of(client.get("/api/v1/areas/?colour=red", headers={"accept-language": "en"}))
    assert "colour" in polish["errors"]
    assert "colour" in english["errors"]
    assert polish["detail"] != english["detail"]


# --- errors ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/api/v1/nothing/", "/api/v2/areas/", "/api/", "/api/v1/areas/99/"])
def test_an_unknown_address_is_a_problem(client, path):
    assert problem_of(client.get(path))["status"] == 404


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_writing_is_not_allowed(client, name, method):
    response = getattr(client, method)(f"/api/v1/{name}/?anything=1")
    assert problem_of(response)["status"] == 405
    assert "GET" in response["Allow"]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("colour=red", "colour"),
        ("page=0", "page"),
        ("page=abc", "page"),
        ("page_size=501", "page_size"),
        ("page_size=0", "page_size"),
        ("page_size=1&page_size=2", "page_size"),
        ("page_size=", "page_size"),
        ("ordering=colour", "ordering"),
        ("format=xml", "format"),
        ("search=%00", "search"),
    ],
)
def test_what_cannot_be_understood_is_named(client, name, query, field):
    body = problem_of(client.get(f"/api/v1/{name}/?{query}"))
    assert body["status"] == 400
    assert list(body["errors"]) == [field]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("area=99", "area"),
        ("municipality=skawina", "municipality"),
        ("indicator=9.9.9", "indicator"),
        ("period_from=24", "period_from"),
        ("period_to=2024-Q9", "period_to"),
        ("period=2024-13", "period"),
        ("state=good", "state"),
    ],
)
def test_values_refuse_filters_that_name_nothing(client, query, field):
    assert list(problem_of(client.get(f"/api/v1/values/?{query}"))["errors"]) == [field]


def test_two_mistakes_are_named_together(client):
    body = problem_of(client.get("/api/v1/values/?area=99&period=x"))
    assert set(body["errors"]) == {"area", "period"}


def test_a_page_beyond_the_last_is_not_found(client):
    assert problem_of(client.get("/api/v1/areas/?page=7"))["status"] == 404


def test_a_form_that_is_not_offered_is_refused(client):
    assert problem_of(client.get("/api/v1/areas/", headers={"accept": "image/png"}))["status"] == 406


def test_a_forgotten_slash_is_added(client):
    response = client.get("/api/v1/areas?page_size=1")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/areas/?page_size=1")


def test_a_fault_of_ours_is_a_problem_without_details(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("monitoring.status.api.overview", lambda: 1 / 0)
    fill(1)
    assert "ZeroDivision" not in str(problem_of(client.get("/api/v1/areas/")))


# --- pages ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["areas", "goals", "municipalities", "indicators", "values"])
def test_a_list_has_count_next_previous_and_results_with_addresses(client, name):
    fill(3)
    first = client.get(f"/api/v1/{name}/?page_size=2").json()
    assert (first["count"], first["previous"], len(first["results"])) == (3, None, 2)
    second = client.get(first["next"]).json()
    assert (second["next"], len(second["results"])) == (None, 1)
    for row in first["results"] + second["results"]:
        assert client.get(row["url"]).json()["url"] == row["url"]
        assert row["html_url"].startswith("http://testserver/")
        assert row["updated_at"]


@pytest.mark.parametrize("name", ["areas", "goals", "municipalities", "indicators", "values"])
def test_ordering_turns_round(client, name):
    fill(3)
    key = {"municipalities": "name", "values": "indicator"}.get(name, "code")
    rows = [row["url"] for row in client.get(f"/api/v1/{name}/?ordering={key}").json()["results"]]
    back = [row["url"] for row in client.get(f"/api/v1/{name}/?ordering=-{key}").json()["results"]]
    assert rows == back[::-1]


def test_search_forgives_accents_and_needs_all_words(client):
    MunicipalityFactory(name_pl="Świątniki Górne")
    MunicipalityFactory(name_pl="Skawina")
    found = client.get("/api/v1/municipalities/?search=swiatniki+GORNE").json()["results"]
    assert [row["name"] for row in found] == ["Świątniki Górne"]
    assert client.get("/api/v1/municipalities/?search=swiatniki+skawina").json()["count"] == 0


# --- ETags ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["areas", "goals", "municipalities", "indicators", "values"])
def test_an_answer_that_is_known_is_not_sent_again(client, name):
    fill(1)
    first = client.get(f"/api/v1/{name}/")
    again = client.get(f"/api/v1/{name}/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    weak = client.get(f"/api/v1/{name}/", headers={"if-none-match": f'"x", W/{first["ETag"]}'})
    assert weak.status_code == 304


def test_nothing_is_read_for_a_known_answer(client):
    fill(1)
    etag = client.get("/api/v1/values/")["ETag"]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/api/v1/values/", headers={"if-none-match": etag})
    assert [query["sql"].count("rest_versioncounter") > 0 for query in queries] == [True]


@pytest.mark.parametrize("name", ["areas", "goals", "indicators", "values"])
def test_a_verified_value_changes_what_depends_on_it(client, name):
    fill(1)
    before = client.get(f"/api/v1/{name}/")["ETag"]
    value = IndicatorValue.objects.get()
    IndicatorValueFactory(observation=value.observation, value=Decimal(9))
    assert client.get(f"/api/v1/{name}/")["ETag"] != before


def test_links_between_goals_and_indicators_change_the_etag(client):
    fill(1)
    before = client.get("/api/v1/goals/")["ETag"]
    IndicatorFactory().goals.add(GoalFactory())
    changed = client.get("/api/v1/goals/")["ETag"]
    assert changed != before
    IndicatorValue.objects.get().observation.indicator.goals.clear()
    assert client.get("/api/v1/goals/")["ETag"] != changed


def test_language_form_query_and_caller_have_etags_of_their_own(client, client_of):
    fill(1)
    answers = [
        client.get("/api/v1/values/"),
        client.get("/api/v1/values/", headers={"accept-language": "en"}),
        client.get("/api/v1/values/", headers={"accept": "text/csv"}),
        client.get("/api/v1/values/?page=1"),
        client_of("office").get("/api/v1/values/"),
        client_of("member").get("/api/v1/values/"),
    ]
    assert len({answer["ETag"] for answer in answers}) == len(answers)


def test_answers_that_depend_on_the_caller_are_private(client, client_of):
    assert client.get("/api/v1/areas/")["Cache-Control"] == "public, no-cache"
    assert client.get("/api/v1/values/")["Cache-Control"] == "private, no-cache"
    assert client_of("office").get("/api/v1/areas/")["Cache-Control"] == "private, no-cache"


# --- CSV ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["areas", "goals", "municipalities", "indicators", "values"])
def test_csv_has_the_same_rows_in_the_same_order(client, name):
    fill(3)
    rows = client.get(f"/api/v1/{name}/").json()["results"]
    response = client.get(f"/api/v1/{name}/?format=csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    text = text_of(response)
    assert text.startswith("\ufeff")
    table = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [row["html_url"] for row in table] == [row["html_url"] for row in rows]


def test_csv_is_not_cut_at_a_page_unless_a_page_is_asked_for(client):
    MunicipalityFactory.create_batch(60)
    assert text_of(client.get("/api/v1/municipalities/?format=csv")).count("\n") == 61
    assert text_of(client.get("/api/v1/municipalities/?format=csv&page_size=5")).count("\n") == 6


def test_csv_holds_no_formula_and_keeps_negative_numbers(client):
    fill(1)
    row = next(csv.DictReader(io.StringIO(text_of(client.get("/api/v1/values/?format=csv")), newline="")))
    assert (row["value"], row["note"]) == ("-5.3", "'=1+1")


# --- limits and other sites -----------------------------------------------------------------


def test_too_many_requests_are_told_when_to_come_again(client, client_of, settings):
    settings.API_RATE_ADDRESS = 2
    assert [client.get("/api/v1/areas/").status_code for _ in range(3)] == [200, 200, 429]
    response = client.get("/api/v1/areas/")
    assert problem_of(response)["status"] == 429
    assert 1 <= int(response["Retry-After"]) <= 60
    assert client_of("office").get("/api/v1/areas/").status_code == 200


def test_other_sites_may_read_what_is_public(client):
    response = client.get("/api/v1/areas/", headers={"origin": "https://example.org"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert "etag" in response["Access-Control-Expose-Headers"].lower()


# --- cost -----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("name", ["areas", "goals", "municipalities", "indicators", "values"])
def test_a_list_costs_the_same_for_one_row_and_thirty(client, name, form):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/api/v1/{name}/?format={form}")
            body = text_of(response) if response.streaming else response.content
            assert body
        return len(queries)

    fill(1)
    cost()  # the first reader after a change counts the overview anew
    one = cost()
    fill(30)
    cost()
    assert cost() == one <= 15
