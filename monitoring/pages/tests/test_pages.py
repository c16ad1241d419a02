"""The public pages that speak of values: content, honest gaps, bad input, and what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forums.factories import ForumFactory, TeamFactory
from monitoring.factories import IndicatorValueFactory, ObservationFactory
from strategy.factories import (
    ActionFactory,
    ActionPlanFactory,
    AllocationFactory,
    ChallengeFactory,
    GoalFactory,
    IndicatorFactory,
    KeyActionFactory,
    MunicipalityFactory,
    TargetFactory,
    ThematicAreaFactory,
)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def value(indicator, municipality, amount, period="2024", **fields):
    observation = ObservationFactory(indicator=indicator, municipality=municipality, period=period)
    return IndicatorValueFactory(observation=observation, value=amount, **fields)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/obszary/", "/wskazniki/", "/gminy/"])
def test_a_portal_without_content_says_so_and_does_not_fall(client, address):
    assert "<h1" in page(client, address)
    assert "<h1" in page(client, f"/en{address}")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/obszary/x/", "/cele/9.X/", "/wskazniki/9.9/", "/gminy/x/", "/wskazniki/9.9/dane.csv"],
)
def test_what_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_an_unknown_file_format_is_not_found(client, db):
    IndicatorFactory(code="9.1")
    assert client.get("/wskazniki/9.1/dane.exe").status_code == 404


def test_an_area_shows_what_is_known_and_what_is_not(client, area):
    specific = GoalFactory(area=area, level="specific", code="4.S1", text_pl="Cel szczegółowy A")
    GoalFactory(area=area, level="direction", parent=specific, code="4.S1.K1", text_pl="Kierunek pod celem")
    GoalFactory(area=area, level="direction", code="4.K1", text_pl="Kierunek obszaru")
    KeyActionFactory(goal=specific, text_pl="Kluczowe X")
    ChallengeFactory(area=area, text_pl="Wyzwanie X", provenance="unverified")
    text = page(client, "/obszary/gospodarka/")
    for words in ("Cel szczegółowy A", "Kierunek pod celem", "Kierunek obszaru", "Kluczowe X", "Wyzwanie X"):
        assert words in text
    assert "brak brzmienia w publicznych źródłach" in text
    assert "niepotwierdzone" in text
    assert "kwota nieznana" in text


def test_a_goal_says_that_nothing_is_tied_to_it(client, area):
    GoalFactory(area=area, code="4.G", text_pl="Cel główny A")
    text = page(client, "/cele/4.G/")
    assert "Z tym celem nie powiązano wskaźnika" in text
    assert "Nie znamy oficjalnego powiązania" in text


def test_actions_stand_with_the_goal_that_they_serve_and_with_the_municipality(client, area, municipality):
    goal, other = GoalFactory(area=area, code="4.S1"), GoalFactory(area=area, code="4.S2", text_pl="Cel bez")
    made = ActionFactory(
        plan__area=area, code="4.P1.1", title="Wspólny bilet", lead_municipality=municipality
    )
    made.goals.add(goal)
    assert "Wspólny bilet" in page(client, "/cele/4.S1/")
    assert "Wspólny bilet" in page(client, "/gminy/skawina/")
    assert "Żadne działanie" in page(client, "/cele/4.S2/")
    text = page(client, "/obszary/gospodarka/")
    assert "Cele, którym nie służy żadne działanie" in text.split('id="plans"')[1]
    assert other.text_pl in text.split('id="plans"')[1]


def test_a_goal_counts_the_indicators_of_goals_below(client, area):
    above = GoalFactory(area=area, code="4.G")
    below = GoalFactory(area=area, level="specific", parent=above, code="4.S1")
    IndicatorFactory(area=area, name_pl="Wskaźnik celu").goals.add(below)
    assert "Wskaźnik celu" in page(client, "/cele/4.G/")


def test_an_indicator_without_target_shows_no_made_up_status(client, municipality):
    indicator = IndicatorFactory(code="9.1", aggregation="not_set")
    value(indicator, municipality, 12)
    text = page(client, "/wskazniki/9.1/")
    assert "brak oficjalnej wartości" in text
    assert "badge--no_target" in text
    assert "Brak wartości dla metropolii" in text


def test_coverage_is_shown_and_a_missing_municipality_is_no_zero(client, municipality, other_municipality):
    indicator = IndicatorFactory(code="9.1", aggregation="sum", unit_pl="km")
    value(indicator, municipality, 12)
    text = page(client, "/wskazniki/9.1/?widok=tabela")
    assert "z danych 1 z 2 gmin" in text
    assert "brak danych" in text


def test_an_area_lists_an_indicator_that_only_its_goal_names(client, area):
    indicator = IndicatorFactory(area=None, name_pl="Wskaźnik z celu")
    indicator.goals.add(GoalFactory(area=area))
    assert "Wskaźnik z celu" in page(client, "/obszary/gospodarka/")


def test_a_draft_value_is_not_public(client, municipality):
    indicator = IndicatorFactory(code="9.1")
    value(indicator, municipality, 77, state="draft")
    for address in ("/wskazniki/9.1/", "/gminy/skawina/", "/wskazniki/9.1/dane.csv"):
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"77,0" not in body


def test_a_municipality_shows_its_values_beside_the_metropolis(client, municipality, other_municipality):
    indicator = IndicatorFactory(name_pl="Drogi", aggregation="sum", unit_pl="km")
    value(indicator, municipality, 12, period="2023")
    value(indicator, municipality, 15)
    value(indicator, other_municipality, 5)
    IndicatorFactory(name_pl="Bez wartości")
    text = page(client, "/gminy/skawina/")
    assert "15,0\u00a0km" in text
    assert "+3,0" in text
    assert "20,0\u00a0km" in text
    assert "Znamy wartości 1 z 2 wskaźników." in text
    assert "Bez wartości" in text


def test_facts_of_a_municipality_name_what_was_not_found(client, municipality):
    assert "nie znaleziono w publicznych źródłach" in page(client, "/gminy/skawina/")


def test_english_pages_are_english(client, municipality, area):
    IndicatorFactory(area=area, code="9.1", name_pl="Drogi", name_en="Roads")
    assert "Roads" in page(client, "/en/wskazniki/9.1/")
    assert "Municipalities" in page(client, "/en/gminy/")
    assert "Thematic areas" in page(client, "/en/obszary/")


def test_filters_narrow_the_list_and_can_be_taken_off(client, area):
    IndicatorFactory(area=area, name_pl="Łąki")
    IndicatorFactory(name_pl="Drogi")
    text = page(client, "/wskazniki/?q=laki&obszar=4")
    assert "Łąki" in text
    assert "Drogi" not in text
    assert "1 wskaźnik" in text
    assert 'href="?q=laki"' in text
    assert "Wyczyść filtry" in text


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["obszar=99", "dostawca=nikt", "dane=moze", "status=super"])
def test_a_filter_that_means_nothing_is_left_out_with_a_word(client, query):
    IndicatorFactory(name_pl="Drogi")
    text = page(client, f"/wskazniki/?{query}")
    assert f"Nie ma filtra „{query.split('=')[1]}”" in text
    assert "Drogi" in text


@pytest.mark.parametrize("number", ["0", "-1", "999", "abc", ""])
def test_a_page_number_that_does_not_exist_gives_the_nearest_page(client, db, number):
    IndicatorFactory()
    assert client.get(f"/wskazniki/?page={number}").status_code == 200


PAGES = [
    "/",
    "/obszary/",
    "/obszary/gospodarka/",
    "/cele/4.G/",
    "/wskazniki/",
    "/wskazniki/9.0/",
    "/wskazniki/9.0/?widok=tabela",
    "/gminy/",
    "/gminy/skawina/",
]


def test_a_page_costs_the_same_for_one_row_and_thirty(client, municipality, area):
    goal = GoalFactory(area=area, code="4.G")
    first = IndicatorFactory(code="9.0", area=area, aggregation="sum")
    fill(1, area, goal, first, municipality)
    few = costs(client)
    fill(29, area, goal, first, municipality)
    assert costs(client) == few
    assert max(few.values()) <= 15


def costs(client):
    """Queries of each page. The first call is free: what is counted once after a change is kept."""
    counted = {}
    for address in PAGES:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counted[address] = len(queries)
    return counted


def fill(count, area, goal, first, municipality):
    """`count` more of everything that these pages list."""
    for _ in range(count):
        indicator = IndicatorFactory(area=area)
        indicator.goals.add(goal)
        TargetFactory(indicator=indicator)
        value(indicator, municipality, 5)
        other = MunicipalityFactory()
        other.neighbours.add(municipality)
        TeamFactory(municipality=other)
        value(first, other, 3)
        specific = GoalFactory(area=area, level="specific", parent=goal)
        KeyActionFactory(goal=specific)
        GoalFactory(area=area, level="direction", parent=specific)
        ChallengeFactory(area=area).goals.add(goal)
        ActionPlanFactory(area=area)
        AllocationFactory(area=area)
        ForumFactory(area=area)
        ThematicAreaFactory()


@pytest.mark.django_db
def test_the_example_plan_is_in_no_number_of_plans(client):
    area = ThematicAreaFactory(code="4", slug="gospodarka")
    ActionPlanFactory(area=area)
    ActionPlanFactory(area=area, is_example=True)
    home = client.get("/")
    assert [card.plans for card in home.context["cards"]] == [1]
    assert [fact.number for fact in home.context["facts"]][1] == "1"


@pytest.fixture
def country(db):
    """More municipalities than a map shows and a page of the list holds."""
    made = MunicipalityFactory.create_batch(101, population=1000)
    return sorted(made, key=lambda one: (one.sort_key, one.pk))


def test_the_municipalities_of_a_country_come_in_pages_and_are_counted_whole(client, country):
    first, second = (page(client, f"/gminy/?page={number}") for number in (1, 2))
    assert "101 gmin" in first
    assert "101 gmin" in second
    assert f'/gminy/{country[-1].slug}/"' not in first
    assert f'/gminy/{country[-1].slug}/"' in second


@pytest.mark.parametrize("address", ["/", "/gminy/", "/pulpit/"])
def test_no_map_is_drawn_of_a_country(client, country, address):
    assert 'class="places"' not in page(client, address)


@pytest.mark.parametrize("address", ["/", "/pulpit/", "/obszary/kraj/"])
def test_a_page_that_shows_no_municipality_reads_none(client, country, address):
    value(IndicatorFactory(area=ThematicAreaFactory(slug="kraj"), scope="municipality"), country[0], 5)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        page(client, address)
    assert not [query["sql"] for query in captured if '"strategy_municipality"."tile_col"' in query["sql"]]
