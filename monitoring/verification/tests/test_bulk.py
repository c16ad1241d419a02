"""Many decisions at once: filters, all that match, the ticked ones, and the script's answers."""

import datetime

import pytest
from django.utils import timezone

from monitoring.campaigns.opening import open_campaign
from monitoring.factories import CampaignFactory, IndicatorValueFactory, ObservationFactory
from monitoring.models import IndicatorValue, PeriodLock, Submission
from monitoring.verification.filters import Filters
from monitoring.verification.queue import items_of, waiting_keys
from strategy.factories import IndicatorFactory

QUEUE = "/weryfikacja/"
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def indicators(area):
    return [IndicatorFactory(area=area, code="4.1"), IndicatorFactory(code="9.1")]


@pytest.fixture
def values(people, indicators, team, other_team):
    """Four waiting values: two indicators in two municipalities."""
    return [
        IndicatorValueFactory(
            observation=ObservationFactory(indicator=indicator, municipality=one.municipality, period="2025"),
            state="submitted",
            author=people.member,
        )
        for indicator in indicators
        for one in (team, other_team)
    ]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 4),
        ("gmina=skawina", 2),
        ("wskaznik=4.1", 2),
        ("obszar=gospodarka&gmina=wieliczka", 1),
        ("gmina=nie-ma", 0),
        ("kampania=nie-ma", 0),
    ],
)
def test_the_queue_is_narrowed(values, client_of, query, count):
    page = client_of("office").get(f"{QUEUE}?{query}").content.decode()
    assert page.count('class="queue-item') == count


def test_a_campaign_narrows_the_queue(values, people, indicators, client_of):
    campaign = CampaignFactory(slug="jedna", period="2025", indicators=indicators[:1])
    open_campaign(campaign, by=people.office)
    page = client_of("office").get(f"{QUEUE}?kampania=jedna").content.decode()
    assert page.count('class="queue-item') == 2


def test_all_that_match_are_shown_before_and_listed_after(values, people, client_of):
    own = IndicatorValueFactory(state="submitted", author=people.office)
    office = client_of("office")
    before = office.get(f"{QUEUE}wszystkie/").content.decode()
    assert "4 wartości" in before
    assert "1 pominiemy" in before
    late = IndicatorValueFactory(state="submitted", author=people.member)
    keys = ",".join(str(value.pk) for value in [*values, own])
    answer = office.post(f"{QUEUE}wszystkie/", {"values": keys})
    assert answer.url == f"{QUEUE}wynik/"
    result = office.get(answer.url).content.decode()
    assert "Zweryfikowano 4 wartości" in result
    assert "sprawdza ją inna osoba" in result
    assert IndicatorValue.objects.filter(state="verified").count() == 4
    late.refresh_from_db()
    assert late.state == "submitted"  # it came after the page was shown


def test_the_result_belongs_to_who_decided(values, client_of):
    client_of("office").post(f"{QUEUE}wszystkie/", {"values": str(values[0].pk)})
    assert "Nie ma jeszcze żadnej decyzji" in client_of("office2").get(f"{QUEUE}wynik/").content.decode()


@pytest.mark.parametrize("keys", ["", "x", ",,", "9" * 40, "-1"])
def test_nonsense_instead_of_values_changes_nothing(values, client_of, keys):
    assert client_of("office").post(f"{QUEUE}wszystkie/", {"values": keys}).status_code == 302
    assert IndicatorValue.objects.waiting().count() == 4


def test_the_ticked_ones_are_returned_with_one_reason(values, client_of):
    office, ticked = client_of("office"), [value.pk for value in values[:2]]
    empty = office.post(QUEUE, {"value": ticked, "return_ticked": "yes", "reason": " "})
    assert empty.status_code == 422
    assert 'href="#reason-ticked"' in empty.content.decode()
    office.post(QUEUE, {"value": ticked, "return_ticked": "yes", "reason": "Wrong year."})
    assert set(IndicatorValue.objects.filter(reason="Wrong year.").values_list("pk", flat=True)) == set(
        ticked
    )


def test_the_script_gets_answers_it_can_read(values, people, client_of):
    office = client_of("office")
    done = office.post(QUEUE, {"value": values[0].pk}, **JSON).json()
    assert done == {"done": [values[0].pk], "text": "Zweryfikowano 1 wartość.", "skipped": {}}
    again = office.post(QUEUE, {"value": values[0].pk}, **JSON).json()
    assert "już zweryfikowana" in again["skipped"][str(values[0].pk)]
    refused = office.post(QUEUE, {"return": values[1].pk, "reason": ""}, **JSON)
    assert (refused.status_code, "error" in refused.json()) == (422, True)
    assert office.post(QUEUE, {"return": values[1].pk, "reason": "No."}, **JSON).json()["done"]


def test_odd_contested_and_late_values_come_before_the_others(people, team):
    deadline = timezone.localdate() - datetime.timedelta(days=3)
    campaign = CampaignFactory(period="2025", deadline=deadline, indicators=[IndicatorFactory(code="1.1")])
    open_campaign(campaign, by=people.office)
    row = Submission.objects.get(team=team).rows.get()
    late = IndicatorValueFactory(state="submitted", observation=row.observation)
    plain = IndicatorValueFactory(state="submitted", submitted_at=timezone.now() - datetime.timedelta(days=9))
    returned = IndicatorValueFactory(state="returned")
    contested = IndicatorValueFactory(state="submitted", observation=returned.observation)
    standing = IndicatorValueFactory(value=10, observation__period="2023")
    year = ObservationFactory(
        indicator=standing.observation.indicator,
        municipality=standing.observation.municipality,
        period="2024",
    )
    imported = IndicatorValueFactory(state="provisional", observation=year, value=1000)
    odd = IndicatorValueFactory(state="submitted", explanation="A new road.")
    order = waiting_keys(people.office2)
    assert set(order[:2]) == {imported.pk, odd.pk}
    assert order[2:] == [contested.pk, late.pk, plain.pk]
    marks = {item.value.pk: item.marks for item in items_of(order, user=people.office2)}
    assert marks[late.pk] == ["wysłana po terminie"]
    assert marks[imported.pk] == ["tymczasowa, z importu"]
    assert marks[plain.pk] == []


def test_a_value_of_a_locked_period_is_shown_and_cannot_be_ticked(values, people, client_of):
    PeriodLock.objects.create(period="2025", locked_by=people.office, locked_at=timezone.now())
    page = client_of("office").get(QUEUE).content.decode()
    assert page.count("Okres jest zablokowany") == 4
    assert 'type="checkbox"' not in page


def test_the_page_of_all_costs_the_same_for_two_values_and_forty(
    values, client_of, django_assert_max_num_queries
):
    office = client_of("office")
    address = f"{QUEUE}wszystkie/?gmina=skawina"
    office.get(address)
    with django_assert_max_num_queries(15) as few:
        office.get(address)
    for _number in range(38):
        IndicatorValueFactory(state="submitted", observation__municipality=values[0].observation.municipality)
    office.get(address)  # indicators have come: their list is loaded anew, once
    with django_assert_max_num_queries(15) as many:
        office.get(address)
    assert len(few) == len(many)


def test_filters_stand_in_the_address():
    assert Filters(municipality="skawina").query == "gmina=skawina"
    assert Filters.of({"gmina": "skawina", "obszar": ""}) == Filters(municipality="skawina")
