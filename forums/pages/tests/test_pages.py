"""Bodies, coordination and search: who sees whom, what is found, and what it costs."""

import datetime

import pytest
from django.utils import timezone

from forums.factories import (
    BodyMemberFactory,
    CommissionFactory,
    ForumFactory,
    GoverningBodyFactory,
    TeamFactory,
    TeamMemberFactory,
)
from forums.pages.search import search
from metropolis.accounts.factories import UserFactory
from strategy.factories import (
    ActionPlanFactory,
    GoalFactory,
    IndicatorFactory,
    MunicipalityFactory,
    StatementFactory,
    ThematicAreaFactory,
)
from strategy.models import Action


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/organy/", "/koordynacja/", "/szukaj/", "/szukaj/?q=nic"])
def test_a_portal_without_content_says_so_and_does_not_fall(client, address):
    assert "<h1" in page(client, address)
    assert "<h1" in page(client, f"/en{address}")


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("public", False),
        ("former_member", False),
        ("member", True),
        ("office", True),
        ("administrator", True),
    ],
)
def test_names_of_members_are_for_people_with_a_role(client_of, people, team, role, sees):
    TeamMemberFactory(team=team, user=UserFactory(name="Jagna Przykładowa"))
    text = page(client_of(role), f"/organy/{team.slug}/")
    assert ("Jagna Przykładowa" in text) == sees
    assert "koordynator" in text.lower()


def test_the_public_sees_functions_and_how_many_hold_them(client, team):
    TeamMemberFactory(team=team, function="sekretarz")
    text = page(client, f"/organy/{team.slug}/")
    assert "sekretarz" in text
    assert "Nazwiska widzą osoby zalogowane." in text


def test_a_body_without_people_says_so(client, board):
    assert "Nikogo tu jeszcze nie wpisano" in page(client, f"/organy/{board.slug}/")


def test_a_body_that_ended_keeps_its_page_and_leaves_the_list(client, db):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    old = CommissionFactory(slug="dawna", name_pl="Komisja dawna", valid_to=yesterday)
    CommissionFactory(slug="nowa", name_pl="Komisja nowa", predecessor=old)
    assert "Komisja nowa" in page(client, "/organy/dawna/")
    assert "Komisja dawna" in page(client, "/organy/nowa/")
    assert "Komisja dawna" not in page(client, "/organy/")


def test_an_unknown_body_is_not_found(client, db):
    assert client.get("/organy/nie-ma/").status_code == 404


def test_an_area_without_commission_or_forum_says_so(client, area):
    text = page(client, "/organy/")
    assert "żadna komisja nie obejmuje tego obszaru" in text
    assert "nazwa nieznana" in text


def test_coordination_tells_what_is_not_known(client, db):
    StatementFactory(kind="unknown", text_pl="termin ewaluacji", provenance="editorial")
    StatementFactory(kind="plan_step", text_pl="forum pisze projekt", provenance="paraphrase")
    text = page(client, "/koordynacja/")
    assert "termin ewaluacji" in text
    assert "forum pisze projekt" in text
    assert "parafraza" in text


@pytest.mark.parametrize("question", ["środowisko", "SRODOWISKO", "  srodow ", "isko sro"])
def test_search_forgives_accents_case_and_order(client, db, question):
    ThematicAreaFactory(name_pl="Środowisko", slug="srodowisko")
    assert "/obszary/srodowisko/" in client.get("/szukaj/", {"q": question}).content.decode()


def test_search_finds_every_kind(db):
    area = ThematicAreaFactory(name_pl="Woda")
    GoalFactory(area=area, text_pl="Czysta woda")
    IndicatorFactory(area=area, name_pl="Zużycie: woda")
    MunicipalityFactory(name_pl="Wodawa")
    ActionPlanFactory(area=area, name_pl="Plan: woda")
    ForumFactory(area=area, name_pl="Forum Woda")
    found = search("woda")
    assert [group.key for group in found.groups] == [
        "obszary",
        "gminy",
        "cele",
        "wskazniki",
        "plany",
        "organy",
    ]
    assert found.total == 6


def test_search_leads_to_plans_and_to_actions_in_force(db):
    plan = ActionPlanFactory(slug="plan-biletu", name_pl="Plan biletu")
    ActionPlanFactory(slug="plan-pokazowy", name_pl="Pokaz: bilet", is_example=True)
    words = {"plan": plan, "kind": "bundle", "title": "Wspólny bilet"}
    Action.objects.create(code="4.P1.1", **words)
    Action.objects.create(code="4.P1.2", withdrawn_at=timezone.now(), **words)
    plans, actions = search("bilet").groups
    assert [hit.url for hit in plans.hits] == ["/plany/plan-biletu/", "/plany/plan-pokazowy/"]
    assert "plan przykładowy: dane wymyślone" in plans.hits[1].detail
    assert [hit.url for hit in actions.hits] == ["/plany/plan-biletu/dzialania/4.P1.1/"]


def test_the_nearest_comes_first(db):
    MunicipalityFactory(name_pl="Nowa Wola")
    MunicipalityFactory(name_pl="Wola Duża")
    MunicipalityFactory(name_pl="Wola")
    assert [hit.title for hit in search("wola").groups[0].hits] == ["Wola", "Wola Duża", "Nowa Wola"]


def test_a_code_finds_its_indicator_first(db):
    IndicatorFactory(code="13.1", name_pl="Inny")
    IndicatorFactory(code="3.1", name_pl="Ten")
    assert search("3.1").groups[0].hits[0].title == "3.1 Ten"


def test_one_kind_shows_all_of_it(client, db):
    for number in range(10):
        MunicipalityFactory(name_pl=f"Wieś {number}")
    assert len(search("wies").groups[0].hits) == 8
    assert len(search("wies", "gminy").groups[0].hits) == 10
    assert "10 wyników dla „wies”" in page(client, "/szukaj/?q=wies")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"q": "x", "rodzaj": "smoki"}, "Nie ma rodzaju „smoki”"),
        ({"q": "a" * 101}, "Pytanie było za długie"),
        ({"q": "nieistniejące"}, "Brak wyników dla „nieistniejące”"),
        ({"q": "<script>"}, "&lt;script&gt;"),
        ({"q": "%_'\"\\"}, "Brak wyników"),
    ],
)
def test_bad_questions_get_a_clear_answer(client, query, sentence):
    answer = client.get("/szukaj/", query)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("address", ["/organy/", "/koordynacja/", "/szukaj/?q=a", "/organy/zarzad/"])
def test_a_page_costs_the_same_for_one_row_and_thirty(client, db, address, django_assert_max_num_queries):
    board = GoverningBodyFactory(slug="zarzad")
    fill(1, board)
    with django_assert_max_num_queries(15) as few:
        client.get(address)
    fill(29, board)
    with django_assert_max_num_queries(15) as many:
        client.get(address)
    assert len(many) == len(few)


def fill(count, board):
    """`count` more of everything that these pages list."""
    for _ in range(count):
        area = ThematicAreaFactory()
        CommissionFactory().areas.add(area)
        ForumFactory(area=area)
        TeamFactory()
        GoverningBodyFactory()
        BodyMemberFactory(body=board)
        IndicatorFactory(area=area)
        ActionPlanFactory(area=area)
        StatementFactory(kind="plan_step")


def test_the_teams_of_a_country_come_in_pages(client, db):
    names = [f"Gmina {number:03}" for number in range(101)]
    for name in names:
        TeamFactory(municipality=MunicipalityFactory(name_pl=name))
    first, second = (page(client, f"/organy/?page={number}") for number in (1, 2))
    assert [name for name in names if name in first] == names[:100]
    assert [name for name in names if name in second] == names[100:]
    assert 'aria-current="page"' in first
