"""The pages of the strategy: content, honest gaps, on whose word, and what they cost."""

import pytest

from strategy.factories import (
    ActionPlanFactory,
    AllocationFactory,
    DocumentFactory,
    FrameworkGoalFactory,
    FundingSourceFactory,
    ProcessStepFactory,
    StatementFactory,
    StrategyFactory,
    ThematicAreaFactory,
)

ADDRESSES = ["/strategia/", "/jak-powstala/", "/finansowanie/", "/plany/"]


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*ADDRESSES, *(f"/en{one}" for one in ADDRESSES)])
def test_a_portal_without_content_says_so_and_does_not_fall(client, address):
    assert "<h1" in page(client, address)


def test_the_strategy_names_its_word_and_source(client, db):
    source = {"title": "Źródło po polsku", "title_en": "Source in English", "url": "https://example.org/s"}
    strategy = StrategyFactory(provenance="official", sources=[source])
    StatementFactory(strategy=strategy, kind="vision", text_pl="Wizja: spokój", provenance="paraphrase")
    text = page(client, "/strategia/")
    assert "Wizja: spokój" in text
    assert "parafraza" in text
    assert 'href="https://example.org/s"' in text
    assert "Source in English" in page(client, "/en/strategia/")


def test_a_missing_mission_is_a_state_of_its_own(client, db):
    StrategyFactory()
    assert "brak brzmienia w publicznych źródłach" in page(client, "/strategia/")


def test_a_text_without_english_is_marked_as_polish(client, db):
    StatementFactory(kind="aim", text_pl="tylko po polsku", text_en="")
    assert '<span lang="pl">tylko po polsku</span>' in page(client, "/en/strategia/")
    assert '<span lang="pl">' not in page(client, "/strategia/")


def test_goals_of_other_strategies_are_listed_without_an_invented_link(client, db):
    StrategyFactory()
    FrameworkGoalFactory(text_pl="Cel miasta")
    text = page(client, "/strategia/")
    assert "Cel miasta" in text
    assert "Nie znamy oficjalnego powiązania" in text


def test_steps_and_documents_of_the_making(client, db):
    strategy = StrategyFactory()
    ProcessStepFactory(strategy=strategy, text_pl="Badanie")
    DocumentFactory(title_pl="Raport", publisher="Wydawca")
    text = page(client, "/jak-powstala/")
    assert "Badanie" in text
    assert "Raport" in text
    assert "Wydawca" in text


def test_an_amount_that_is_not_known_is_named_and_never_counted(client, db):
    known = FundingSourceFactory(total_eur=1_500_000)
    AllocationFactory(source=known, amount_eur=1_000_000)
    AllocationFactory(source=known, amount_eur=400_000)
    FundingSourceFactory(name_pl="Program bez kwoty", total_eur=None)
    text = page(client, "/finansowanie/")
    assert "1,5\u00a0mln" in text or "1,5 mln" in text
    assert "1\u00a0400\u00a0000\u00a0€" in text
    assert "100\u00a0000\u00a0€" in text
    assert "Program bez kwoty" in text
    assert "kwota nieznana" in text


def test_money_is_written_as_the_language_writes_it(client, db):
    AllocationFactory(source=FundingSourceFactory(total_eur=2_000_000), amount_eur=1_234_567)
    assert "€1,234,567" in page(client, "/en/finansowanie/")


def test_plans_show_their_state_or_that_it_is_not_known(client, area):
    ActionPlanFactory(area=area, name_pl="Plan przyjęty", state="adopted")
    ActionPlanFactory(area=area, name_pl="Plan nieznany", state="")
    text = page(client, "/plany/")
    assert "Strategię realizują 2 plany działania." in text
    assert "przyjęty" in text
    assert "stan nieznany" in text


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_costs_the_same_for_one_row_and_thirty(client, db, address, django_assert_max_num_queries):
    fill(1)
    with django_assert_max_num_queries(15) as few:
        client.get(address)
    fill(29)
    with django_assert_max_num_queries(15) as many:
        client.get(address)
    assert len(many) == len(few)


def fill(count):
    """`count` more of everything that these pages list."""
    strategy = StrategyFactory()
    for _ in range(count):
        area = ThematicAreaFactory()
        ActionPlanFactory(area=area)
        AllocationFactory(area=area, source=FundingSourceFactory(total_eur=2000))
        StatementFactory(strategy=strategy)
        ProcessStepFactory(strategy=strategy)
        DocumentFactory()
        FrameworkGoalFactory()
