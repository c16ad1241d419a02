"""The verification queue and the history of a value."""

from decimal import Decimal

import pytest

from conftest import ROLES
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from monitoring.models import IndicatorValue

QUEUE = "/weryfikacja/"


@pytest.fixture
def value(people):
    return IndicatorValueFactory(state="submitted", author=people.member, value=Decimal("31.8"))


@pytest.mark.parametrize("role", ROLES)
def test_only_the_office_finds_the_queue(people, client_of, role):
    expected = {"public": 302, "office": 200, "office2": 200}.get(role, 404)
    assert client_of(role).get(QUEUE).status_code == expected


def test_one_value_is_verified(value, client_of):
    answer = client_of("office").post(QUEUE, {"value": value.pk}, follow=True)
    value.refresh_from_db()
    assert value.state == "verified"
    assert "Zweryfikowano 1 wartość" in answer.content.decode()


def test_several_values_are_verified_at_once_and_the_rest_is_explained(value, people, client_of):
    own = IndicatorValueFactory(state="submitted", author=people.office)
    page = client_of("office").post(QUEUE, {"value": [value.pk, own.pk]}, follow=True).content.decode()
    assert "Zweryfikowano 1 wartość" in page
    assert "sprawdza ją inna osoba" in page
    own.refresh_from_db()
    assert own.state == "submitted"


def test_ones_own_value_is_marked_and_has_no_buttons(people, client_of):
    own = IndicatorValueFactory(state="submitted", author=people.office)
    page = client_of("office").get(QUEUE).content.decode()
    assert "Wprowadzone przez Ciebie" in page
    assert f'value="{own.pk}"' not in page


def test_a_value_is_returned_with_a_reason(value, client_of):
    client_of("office").post(QUEUE, {"return": value.pk, "reason": "Wrong unit."})
    value.refresh_from_db()
    assert (value.state, value.reason) == ("returned", "Wrong unit.")


def test_a_return_without_a_reason_asks_for_one_at_the_field(value, client_of):
    answer = client_of("office").post(QUEUE, {"return": value.pk, "reason": " "})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#reason-{value.pk}"' in page
    value.refresh_from_db()
    assert value.state == "submitted"


def test_a_second_decision_says_that_it_was_made(value, client_of):
    client_of("office").post(QUEUE, {"value": value.pk})
    page = client_of("office2").post(QUEUE, {"value": value.pk}, follow=True).content.decode()
    assert "już zweryfikowana" in page


@pytest.mark.parametrize("pk", ["x", "999999", "", "9" * 30])
def test_an_unknown_value_changes_nothing(value, client_of, pk):
    office = client_of("office")
    assert office.post(QUEUE, {"value": pk}).status_code == 302
    assert office.post(QUEUE, {"return": pk, "reason": "r"}).status_code == 404
    assert IndicatorValue.objects.get().state == "submitted"


def test_what_is_odd_comes_first(value, client_of):
    IndicatorValueFactory(state="submitted", explanation="Because.", value=Decimal(777))
    page = client_of("office").get(QUEUE).content.decode()
    assert page.index("777") < page.index("31,8")


@pytest.mark.parametrize("role", ROLES)
def test_who_reads_the_history_of_a_value(value, client_of, role):
    answer = client_of(role).get(f"/wartosci/{value.observation_id}/")
    outsiders = {"public": 302, "administrator": 404, "former_member": 404}
    assert answer.status_code == outsiders.get(role, 200)


def test_a_draft_is_in_the_history_for_its_team_and_not_for_others(people, team, client_of):
    observation = ObservationFactory(municipality=team.municipality)
    IndicatorValueFactory(observation=observation, state="draft", value=Decimal("4321"))
    address = f"/wartosci/{observation.pk}/"
    number = "4\u00a0321"
    assert number in client_of("member").get(address).content.decode()
    assert number not in client_of("other_coordinator").get(address).content.decode()


def test_the_queue_costs_the_same_for_one_value_and_thirty(value, client_of, django_assert_max_num_queries):
    office = client_of("office")
    office.get(QUEUE)
    with django_assert_max_num_queries(15) as few:
        office.get(QUEUE)
    for _number in range(29):
        IndicatorValueFactory(state="submitted")
    office.get(QUEUE)  # the first page after a change loads the list of indicators
    with django_assert_max_num_queries(15) as many:
        office.get(QUEUE)
    assert len(few) == len(many)
