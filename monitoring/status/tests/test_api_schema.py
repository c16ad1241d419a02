"""The API keeps what its own schema promises, for the public and for a member."""

import json
from decimal import Decimal

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from forums.tests.plan_world import build_plan
from metropolis.wsgi import application
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from strategy.factories import (
    ActionFactory,
    FundingSourceFactory,
    GoalFactory,
    IndicatorFactory,
    TargetFactory,
)
from strategy.models import ActionPlan

BOUNDED = hypothesis_settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# A code that names nothing is refused on purpose, which the schema cannot say.
TOO_STRICT = [positive_data_acceptance]
PATHS = [
    "/api/v1/actions/",
    "/api/v1/actions/{code}/",
    "/api/v1/actions/{code}/progress/",
    "/api/v1/areas/",
    "/api/v1/areas/{code}/",
    "/api/v1/goals/",
    "/api/v1/goals/{code}/",
    "/api/v1/indicators/",
    "/api/v1/indicators/{code}/",
    "/api/v1/indicators/{code}/series/",
    "/api/v1/indicators/{code}/chart.svg",
    "/api/v1/indicators/{code}/chart.vl.json",
    "/api/v1/municipalities/",
    "/api/v1/municipalities/{teryt}/",
    "/api/v1/plans/",
    "/api/v1/plans/{slug}/",
    "/api/v1/plans/{slug}/draft/",
    "/api/v1/plans/{slug}/versions/",
    "/api/v1/plans/{slug}/versions/{number}/",
    "/api/v1/reports/",
    "/api/v1/reports/{slug}/",
    "/api/v1/values/",
    "/api/v1/values/{id}/",
]


@pytest.fixture
def _connection_stays():
    """The application closes its connection between requests; here that is the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def filled(db, settings, people, municipality, _connection_stays):
    """One of everything, so that there is something to describe."""
    settings.API_RATE_ADDRESS = settings.API_RATE_PERSON = 100_000
    goal = GoalFactory(code="1")
    indicator = IndicatorFactory(
        code="1", area=goal.area, aggregation="sum", baseline_period="2021", baseline_value=1
    )
    indicator.goals.add(goal)
    TargetFactory(indicator=indicator)
    observation = ObservationFactory(indicator=indicator, municipality=municipality, period="2025")
    IndicatorValueFactory(observation=observation, value=Decimal("5.25"))
    build_plan(people)
    action = ActionFactory(code="4.P2.1", plan=ActionPlan.objects.get(slug="plan-przyjety"))
    action.milestones.create(key="m1", name="Przetarg")
    action.products.create(key="p1", name="Przystanki", target=Decimal("12.5"))
    action.funding.create(source=FundingSourceFactory(), year=2026, planned=1)


@pytest.fixture
def cookies(request, people):
    """The session of the caller: none for the public."""
    browser = Client()
    if request.param == "member":
        browser.force_login(people.member)
    return {name: morsel.value for name, morsel in browser.cookies.items()}


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("cookies", ["public", "member"], indirect=True)
def test_whoever_asks_gets_what_the_schema_promises(filled, cookies, path, mode):
    contract = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)

    @BOUNDED
    @given(case=contract[path]["GET"].as_strategy(generation_mode=mode))
    def keeps_its_word(case):
        case.call_and_validate(excluded_checks=TOO_STRICT, cookies=cookies)

    keeps_its_word()


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_the_schema_comes_in_two_forms(client, form):
    response = client.get(f"/api/v1/schema/?format={form}")
    assert response.status_code == 200
    assert "3.1" in response.content.decode()[:200]


def test_every_resource_is_in_the_schema(client):
    paths = json.loads(client.get("/api/v1/schema/").content)["paths"]
    assert set(paths) == set(PATHS)


def test_the_reference_loads_nothing_from_outside_and_runs_no_script_of_the_page(client):
    response = client.get("/api/v1/docs/")
    page = response.content.decode()
    assert "https://" not in page
    assert "<script>" not in page
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert "unsafe-inline" not in client.get("/api/v1/schema/")["Content-Security-Policy"]
    assert client.get("/api/v1/docs/?script=")["Content-Type"].startswith("application/javascript")
